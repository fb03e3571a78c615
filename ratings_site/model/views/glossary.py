"""What the page of the glossary says: every word that is explained, in the order in which they build on each other."""

from dataclasses import dataclass

from ratings_site.model.directory import Directory
from ratings_site.model.views.parts import Link
from ratings_site.model.views.terms import Term, glossary
from ratings_site.model.wording import say, to_say

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


@dataclass(frozen=True)
class Explained:
    """A word, and the page that lists all it stands for, if there is one."""

    term: Term
    listed: Link | None


@dataclass(frozen=True)
class GlossaryPart:
    """Words that belong together."""

    title: str
    words: tuple[Explained, ...]


@dataclass(frozen=True)
class GlossaryView:
    """The page of the glossary."""

    parts: tuple[GlossaryPart, ...]


def build_glossary_view(_directory: Directory) -> GlossaryView:
    """The words part by part; they are the same whatever the data is."""
    return GlossaryView(
        tuple(
            GlossaryPart(say(part), tuple(Explained(glossary()[key], listed(key)) for key in keys))
            for part, keys in PARTS.items()
        )
    )


def listed(key: str) -> Link | None:
    """The page that lists all a word stands for, if there is one."""
    return Link(say(LISTS[key][0]), LISTS[key][1]) if key in LISTS else None
