from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.visits import strictly_served


@pytest.fixture(scope="session")
def address(real_site: Path) -> Iterator[str]:
    """Where the real site is served, with its security policy in the headers."""
    with strictly_served(real_site) as address:
        yield address
