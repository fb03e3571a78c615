"""The site's own sentences where they are kept apart from code: one catalogue per language, in `wording/`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "wording"


@cache
def read_wording(language: str = "en") -> Mapping[str, Any]:
    """Read a language's catalogue; tables of the file are mappings, sentences have their gaps in braces."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
