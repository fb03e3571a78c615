"""The page on architecture, and the table of folders in the README, name files that there are."""

import re
from importlib import import_module
from operator import attrgetter
from pathlib import Path

import pytest

from benchmarks.steps import STEPS

ROOT = Path(__file__).parents[1]
PLACES = (ROOT, ROOT / "ratings_site")
EXAMPLES = {"pages/x.py", "pages/x.md.jinja", "site/"}


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "README.md"])
def test_what_is_named_as_a_file_or_folder_is_there(page: str) -> None:
    named = set(re.findall(r"`((?:[\w.-]+/)+[\w.-]*|\w+\.(?:py|toml|yml|md))`", (ROOT / page).read_text("utf-8")))
    assert len(named) > 5
    assert sorted(path for path in named - EXAMPLES if not any((place / path).exists() for place in PLACES)) == []


def test_every_step_whose_time_is_measured_is_there() -> None:
    for room, step in STEPS.values():
        assert callable(attrgetter(step)(import_module(room)))
