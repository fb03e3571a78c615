"""What the page of the glossary says: every word that is explained, in the order in which they build on each other."""

from dataclasses import dataclass

from ratings_site.model.directory import Directory
from ratings_site.model.views.parts import Link
from ratings_site.model.views.terms import Term, explain
from ratings_site.model.wording import say

PARTS = {
    "who": ("probation", "inspectorate", "region", "pdu", "practitioner"),
    "inspections": ("core", "programme", "thematic", "further"),
    "standards": ("standard", "domains", "rating", "sufficient", "score", "overall", "median"),
    "basis": ("stated", "reported", "derived", "not_available", "not_rated"),
    "states": ("not_yet_inspected", "paused", "not_inspected", "closed", "renamed", "under_appeal", "withdrawn"),
    "codes": ("ndelius",),
}
"""The words of each part of the page, by their keys in the catalogue."""

LISTS = {
    "region": Link(say("region.to_regions"), "regions/"),
    "pdu": Link(say("glossary_page.to_pdus"), "pdus/"),
    "standard": Link(say("glossary_page.to_standards"), "standards/"),
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
            GlossaryPart(
                say(f"glossary_page.parts.{part}"), tuple(Explained(explain(key), LISTS.get(key)) for key in keys)
            )
            for part, keys in PARTS.items()
        )
    )
