"""The site's own sentences where they are kept apart from code: one catalogue per language, in `wording/`.

English has every sentence; Welsh has those that a public source uses, each with its source. What Welsh has not is
said in English, and says that it is.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

FOLDER = Path(__file__).parent.parent / "wording"

Language = Literal["en", "cy"]


@dataclass(frozen=True)
class Text:
    """Words and the language they are in."""

    text: str
    language: Language


@cache
def read_wording(language: Language = "en") -> Mapping[str, Any]:
    """Read a language's catalogue; tables of the file are mappings, sentences have their gaps in braces."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def in_welsh(section: str, key: str, english: str = "") -> Text:
    """A term in Welsh where a public source uses it, otherwise in English: `english`, or the English catalogue's."""
    entry = read_wording("cy").get(section, {}).get(key)
    if entry:
        return Text(entry["text"], "cy")
    return Text(english or read_wording()[section][key], "en")


def welsh_source(section: str, key: str) -> str:
    """The address of the page that uses a Welsh term; empty where there is none."""
    welsh = read_wording("cy")
    entry = welsh.get(section, {}).get(key)
    return str(welsh["sources"][entry["source"]]) if entry else ""
