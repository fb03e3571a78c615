"""The site's own sentences where they are kept apart from code: one catalogue per language, in `wording/`.

English has every sentence; Welsh has those that a public source uses, each with its source. What Welsh has not is
said in English, and says that it is. A key is written with dots: `headline.rated` is `rated` in the table `[headline]`.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, Literal, Self

FOLDER = Path(__file__).parent.parent / "wording"

Language = Literal["en", "cy"]


@dataclass(frozen=True)
class Text:
    """Words and the language they are in."""

    text: str
    language: Language


class Said(str):
    """A sentence in English that remembers its key and what fills its gaps, so that Welsh pages can say it in Welsh.

    `begins` says that a sentence begins with it: with a capital letter, in both languages.
    """

    key: str
    values: Mapping[str, object]
    begins: bool

    def __new__(cls, key: str, values: Mapping[str, object], *, begins: bool = False) -> Self:
        text = pattern_of(key).format(**values)
        said = super().__new__(cls, capital(text) if begins else text)
        said.key, said.values, said.begins = key, values, begins
        return said

    def __getnewargs_ex__(self) -> tuple[tuple[str, Mapping[str, object]], dict[str, bool]]:
        return (self.key, self.values), {"begins": self.begins}


class Name(str):
    """A name from the tables that remembers where the Welsh catalogue may have it: `pdus.north-wales`."""

    key: str
    values: Mapping[str, object]

    def __new__(cls, name: str, key: str) -> Self:
        named = super().__new__(cls, name)
        named.key, named.values = key, {}
        return named

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]  # str's own is its text
        return (str(self), self.key)


@cache
def read_wording(language: Language = "en") -> Mapping[str, Any]:
    """Read a language's catalogue; tables of the file are mappings, sentences have their gaps in braces."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


@cache
def pattern_of(key: str) -> str:
    """An English sentence of the catalogue, its gaps still in braces; a key that is not there is an error."""
    found: Any = read_wording()
    for part in key.split("."):
        found = found[part]
    return str(found)


def is_said(key: str) -> bool:
    """Whether the English catalogue has a sentence of this key."""
    found: Any = read_wording()
    for part in key.split("."):
        found = found.get(part, {})
    return bool(found)


def say(key: str, /, **values: object) -> Said:
    """An English sentence of the catalogue with its gaps filled."""
    return Said(key, values)


def capital(text: str) -> str:
    """Words as a sentence begins with them; what is said keeps its key and values."""
    if isinstance(text, Said):
        return Said(text.key, text.values, begins=True)
    return text[:1].upper() + text[1:]


def in_welsh(section: str, key: str, english: str = "") -> Text:
    """A term in Welsh where a public source uses it, otherwise in English: `english`, or the English catalogue's."""
    entry = read_wording("cy").get(section, {}).get(key)
    if entry:
        return Text(entry["text"], "cy")
    return Text(english or read_wording()[section][key], "en")


def said_in_welsh(text: str) -> tuple[Text, ...]:
    """A sentence or a name in Welsh, its gaps filled in Welsh too where that is known; otherwise all in English."""
    pattern = _welsh_pattern(text) if isinstance(text, Said | Name) else None
    if pattern is None or not isinstance(text, Said | Name):
        return (Text(text, "en"),) if text else ()
    pieces = tuple(_filled(pattern, text.values))
    if isinstance(text, Said) and text.begins:
        return (Text(capital(pieces[0].text), pieces[0].language), *pieces[1:])
    return pieces


def _welsh_pattern(text: Said | Name) -> str | None:
    """The Welsh of a text, its gaps still in braces.

    A pattern without words of its own, "{told}." or "{before}, {item}", is as good in Welsh if Welsh fills it.
    """
    entry = welsh_entry(text.key)
    if entry is not None:
        return entry["text"]
    if not text.values or any(letter.isalpha() for letter in re.sub(r"\{\w+\}", "", pattern_of(text.key))):
        return None
    said = (piece for value in text.values.values() if isinstance(value, Said | Name) for piece in said_in_welsh(value))
    return pattern_of(text.key) if any(piece.language == "cy" for piece in said) else None


def _filled(pattern: str, values: Mapping[str, object]) -> Iterator[Text]:
    for words, gap, _, _ in Formatter().parse(pattern):
        if words:
            yield Text(words, "cy")
        if gap:
            value = values[gap]
            text = value if isinstance(value, str) else str(value)
            yield from (Text(text, "cy"),) if text.isdecimal() else said_in_welsh(text)


def welsh_entry(key: str) -> Mapping[str, str] | None:
    """What the Welsh catalogue has for a key: `text` and `source`; None where it has nothing."""
    found: Any = read_wording("cy")
    for part in key.split("."):
        found = found.get(part, {})
    return found if "text" in found else None


def welsh_source(section: str, key: str) -> str:
    """The address of the page that uses a Welsh term, or who reviewed the translation; empty where there is none."""
    entry = welsh_entry(f"{section}.{key}")
    return str(read_wording("cy")["sources"][entry["source"]]) if entry else ""
