"""What the site says, in the language of the page that is being built.

English stands where it is said: `say("The rating is {age}.", age=age)`. Welsh stands in `locale/`, message by message;
what it has not is said in English. A Welsh page is made by the same code `speaking("cy")`. What was said in Welsh is
set between two signs that no text holds, so that it stays known as Welsh through every join, capital and gap, until
`show_welsh` makes marked HTML of it or `without_signs` takes the signs away.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import c2py
from pathlib import Path
from typing import Any, Literal

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from markupsafe import Markup, escape

FOLDER = Path(__file__).parents[2] / "locale"
TABLES = Path(__file__).parents[1] / "wording"
GAP = re.compile(r"\{(\w+)\}")
BEGIN, END = "\ue000", "\ue001"
"""Around what is Welsh. They are of Unicode's private use, so that no text holds them by chance."""

Language = Literal["en", "cy"]

_LANGUAGE: ContextVar[Language] = ContextVar("_LANGUAGE", default="en")


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Say everything in a language until the end of the block."""
    before = _LANGUAGE.set(language)
    try:
        yield
    finally:
        _LANGUAGE.reset(before)


def language() -> Language:
    """The language in which everything is said."""
    return _LANGUAGE.get()


def say(message: str, /, **gaps: object) -> str:
    """A message with its gaps filled, in Welsh where the page is in Welsh and the catalogue has it."""
    return _pattern(message, _translated(message), gaps).format(**gaps)


def say_count(forms: tuple[str, str], count: int, /, **gaps: object) -> str:
    """A message about a count: `forms` are those of one and of several; Welsh has six of its own."""
    one, many = forms
    return _pattern(one if count == 1 else many, _translated(one, count=count), gaps).format(**gaps)


def say_html(message: str, /, **gaps: object) -> Markup:
    """A message as HTML; what fills its gaps is escaped unless it is HTML already."""
    return escape(_pattern(message, _translated(message), gaps)).format(**gaps)


def say_pattern(pattern: str, write: Callable[[str, str], str]) -> str:
    """What is written by a pattern and for a language ("en_GB"): in Welsh once its catalogue has the pattern."""
    welsh = _translated(pattern)
    return write(pattern, "en_GB") if welsh is None else f"{BEGIN}{write(welsh, 'cy')}{END}"


@cache
def words_of(table: str) -> Mapping[str, Any]:
    """A table of messages that code chooses from, by the name of its file in `wording/`."""
    return tomllib.loads((TABLES / f"{table}.toml").read_text(encoding="utf-8"))


def left_open(words: Mapping[str, Any]) -> dict[str, Any]:
    """A table of messages for a script, which fills the gaps itself; tables may stand in it."""
    return {
        key: left_open(message) if isinstance(message, Mapping) else without_signs(_translated(message) or message)
        for key, message in words.items()
    }


def to_say(message: str) -> str:
    """A message that is said later: `say` reads it from a table, and translators find it here."""
    return message


def to_count(one: str, many: str) -> tuple[str, str]:
    """The two forms of a message about a count that is said later, by `say_count`."""
    return (one, many)


def named(text: str, context: str = "name") -> str:
    """A name from the tables, in Welsh where the page is in Welsh and the catalogue has it."""
    welsh = _translated(text, context)
    return text if welsh is None else f"{BEGIN}{welsh}{END}"


def capital(text: str) -> str:
    """Words as a sentence begins with them."""
    return re.sub(rf"[^{BEGIN}{END}]", lambda letter: letter[0].upper(), text, count=1)


def small(text: str) -> str:
    """A name as it stands inside a sentence."""
    return re.sub(rf"[^{BEGIN}{END}]", lambda letter: letter[0].lower(), text, count=1)


def without_signs(text: str) -> str:
    """A text without the signs around what is Welsh: for attributes, the head of a page, and keys to sort by."""
    return text.replace(BEGIN, "").replace(END, "")


def show_welsh(html: str) -> str:
    """HTML in which what is Welsh is marked as Welsh; an attribute, which cannot be marked, holds it as it is."""
    if BEGIN not in html:
        return html
    html = re.sub(r"<[^>]*>", lambda tag: without_signs(tag[0]), html)
    return html.replace(BEGIN, '<span lang="cy">').replace(END, "</span>")


def is_translated(message: str) -> bool:
    """Whether a message is said in Welsh: on a page in Welsh, where the catalogue has it."""
    return _translated(message) is not None


def catalogue_file(language: Language = "cy") -> Path:
    """Where the translations of a language stand."""
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


@cache
def read_catalogue(file: Path) -> Catalog:
    """Read a file of translations, when something is first said in its language."""
    with file.open("rb") as stream:
        return read_po(stream, locale=file.parts[-3], abort_invalid=True)


def texts_translated() -> frozenset[str]:
    """What stands between the gaps of the translations, reviewed or not."""
    forms = (form for message in read_catalogue(catalogue_file()) if message.id for form in _forms(message))
    return frozenset(part for form in forms for part in GAP.split(form)[::2])


def _forms(message: Message) -> tuple[str, ...]:
    """The translation of a message: of a count all its forms."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _translated(message: str, context: str | None = None, *, count: int | None = None) -> str | None:
    """The Welsh of a message where it is to be said in Welsh and the catalogue has it, whole and reviewed."""
    if _LANGUAGE.get() != "cy":
        return None
    catalogue = read_catalogue(catalogue_file())
    found = catalogue.get(message, context)
    forms = () if found is None or found.fuzzy else _forms(found)
    if not forms or not all(forms):
        return None
    return forms[0] if count is None else forms[c2py(catalogue.plural_expr)(count)]


def _pattern(english: str, welsh: str | None, gaps: Mapping[str, object]) -> str:
    """A message with its gaps still open, and what is Welsh in it between the signs.

    A number is read in the language of the words around it; what else fills a gap has signs of its own.
    """
    if welsh is None:
        return english
    opened = GAP.sub(lambda gap: gap[0] if str(gaps[gap[1]]).isdecimal() else f"{END}{gap[0]}{BEGIN}", welsh)
    return f"{BEGIN}{opened}{END}".replace(BEGIN + END, "")
