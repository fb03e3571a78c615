"""The words that a neighbour would not use, each explained: all on the page of the glossary, and on a page its own."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache

from ratings_site.model.wording import say, to_say, words_of
from ratings_site.pages.page import Facts, View
from ratings_site.pages.parts import Link

PARTS = {
    to_say("Who does what"): ("probation", "inspectorate", "region", "pdu", "practitioner"),
    to_say("Inspections"): ("core", "programme", "thematic", "further"),
    to_say("Standards and ratings"): ("standard", "domains", "rating", "sufficient", "score", "overall", "median"),
    to_say("How we know"): ("stated", "reported", "derived", "not_available", "not_rated"),
    to_say("Where there is no rating, or a unit has changed"): (
        "not_yet_inspected",
        "paused",
        "not_inspected",
        "closed",
        "renamed",
        "under_appeal",
        "withdrawn",
    ),
    to_say("Codes"): ("ndelius",),
}
"""The words of each part of the page, by their keys in wording/glossary.toml."""

LISTS = {
    "region": (to_say("All regions"), "regions/"),
    "pdu": (to_say("All PDUs"), "pdus/"),
    "standard": (to_say("All standards"), "standards/"),
}
"""Where all that a word stands for are listed."""


WORDS_OF_TABLES = "Ratings on each standard, Programme, Overall rating, Score"
"""What the headings of the tables on the page of an area say."""


@dataclass(frozen=True)
class Term:
    """A word of the glossary and what it means; `signs` are words that call for it on a page."""

    english: str
    explained: str
    signs: tuple[str, ...] = ()

    @property
    def term(self) -> str:
        return say(self.english)

    @property
    def meaning(self) -> str:
        return say(self.explained)

    @property
    def anchor(self) -> str:
        """Its place on the glossary's page."""
        return anchor(self.english)

    def is_in(self, text: str) -> bool:
        """Whether a text, in English, calls for it."""
        return bool(self.signs) and bool(re.search(rf"\b(?:{'|'.join(self.signs)})\b", text, re.IGNORECASE))


@cache
def glossary() -> Mapping[str, Term]:
    """Every word that is explained, in the order in which pages show them."""
    entries = words_of("glossary").items()
    return {key: Term(entry["term"], entry["text"], tuple(entry.get("signs", ()))) for key, entry in entries}


def anchor(heading: str) -> str:
    """The id that the glossary's page gives a heading."""
    return "-".join(re.sub(r"[^\w\s-]", "", heading).lower().split())


def terms_in(*said: object) -> tuple[Term, ...]:
    """The words of the glossary that texts, views and charts use, wherever in them they stand."""
    text = "\n".join(dict.fromkeys(text for part in said for text in texts_of(part)))
    return tuple(term for term in glossary().values() if term.is_in(text))


def texts_of(view: object) -> Iterator[str]:
    """Every text a view holds."""
    if isinstance(view, str):
        yield view
    elif is_dataclass(view) and not isinstance(view, type):
        for field in fields(view):
            if field.compare:  # what is left out of comparisons, such as a chip's colours, is not said either
                yield from texts_of(getattr(view, field.name))
    elif isinstance(view, tuple | list | Mapping):
        for part in view.values() if isinstance(view, Mapping) else view:
            yield from texts_of(part)


def build_glossary_view(_facts: Facts) -> View:
    """The words part by part, whatever the data is, each with the page that lists all it stands for."""
    lists = {key: Link(say(text), address) for key, (text, address) in LISTS.items()}
    parts = [(say(part), [(glossary()[key], lists.get(key)) for key in keys]) for part, keys in PARTS.items()]
    return {"parts": parts}
