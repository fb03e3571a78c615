"""The words of a page that a neighbour would not use, each explained on that page in the glossary's own words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache

from ratings_site.model.wording import read_wording, say

WORDS_OF_TABLES = (say("pdu.standards"), say("table.programme"), say("table.overall"), say("table.score"))
"""What the headings of the tables on the page of an area say."""


@dataclass(frozen=True)
class Term:
    """A word of the glossary and what it means; `anchor` is its place on the glossary's page."""

    term: str
    meaning: str
    anchor: str


@cache
def glossary() -> Mapping[str, tuple[Term, re.Pattern[str]]]:
    """Every word that pages explain where it stands, with what in a text calls for it, in the order pages show them."""
    return {
        key: (
            explain(key),
            re.compile(rf"\b(?:{'|'.join(entry['signs'])})\b", re.IGNORECASE),
        )
        for key, entry in read_wording()["glossary"].items()
        if "signs" in entry
    }


def explain(key: str) -> Term:
    """A word of the glossary by its key in the catalogue."""
    term = say(f"glossary.{key}.term")
    return Term(term, say(f"glossary.{key}.text"), anchor(term))


def anchor(heading: str) -> str:
    """The id that the glossary's page gives a heading."""
    return "-".join(re.sub(r"[^\w\s-]", "", heading).lower().split())


def terms_in(*said: object) -> tuple[Term, ...]:
    """The words of the glossary that texts and views use, wherever in them they stand."""
    text = "\n".join(dict.fromkeys(text for part in said for text in texts_of(part)))
    return tuple(term for term, sign in glossary().values() if sign.search(text))


def texts_of(view: object) -> Iterator[str]:
    """Every text a view holds."""
    if isinstance(view, str):
        yield view
    elif is_dataclass(view) and not isinstance(view, type):
        for field in fields(view):
            if field.compare:  # what is left out of comparisons, such as a chip's colours, is not said either
                yield from texts_of(getattr(view, field.name))
    elif isinstance(view, tuple | list):
        for part in view:
            yield from texts_of(part)
