"""What the pages of all places say, one for each letter: every name with the page it leads to, without any script."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ratings_site.model.directory import Directory
from ratings_site.model.wording import say
from ratings_site.pages.find_index import Entry, FindIndex, plain
from ratings_site.pages.page import View
from ratings_site.pages.parts import Link, citation
from ratings_site.pages.search import credit
from ratings_site.wording.rating import Shown


@dataclass(frozen=True)
class PlaceLink:
    """A page a name leads to, with its rating."""

    link: Link
    shown: Shown
    where: str


@dataclass(frozen=True)
class PlaceRow:
    """One name of the list; `is_area` is set where the name is that of the page itself.

    `within` names the councils of a place that was put into them by coordinates.
    """

    label: str
    links: tuple[PlaceLink, ...]
    why: str
    is_area: bool
    within: str


def build_find_view(index: FindIndex, directory: Directory) -> View:
    """The letters, and how many names there are."""
    rows = place_rows(index)
    return {
        "letters": letters_of(rows),
        "places": len(rows),
        "credit": credit(),
        "citation": citation(directory, say("Places from A to Z"), "find/"),
    }


def build_letter_views(index: FindIndex, directory: Directory) -> Iterator[View]:
    """For each letter, the names that begin with it by their first two letters.

    A name that is found twice, as a council and as a PDU, stands there once.
    """
    rows = place_rows(index)
    letters = letters_of(rows)
    for link in letters:
        own = [row for row in rows if plain(row.label)[0].upper() == link.text]
        yield {
            "letter": link.text,
            "small": link.text.lower(),
            "letters": letters,
            "groups": [
                (initials.capitalize(), list(some)) for initials, some in groupby(own, lambda row: plain(row.label)[:2])
            ],
            "citation": citation(directory, say("Places that begin with {letter}", letter=link.text), link.address),
        }


def letters_of(rows: list[PlaceRow]) -> tuple[Link, ...]:
    """The letters that names begin with, each with its page."""
    initials = sorted({plain(row.label)[0] for row in rows})
    return tuple(Link(initial.upper(), f"find/{initial}/") for initial in initials)


def place_rows(index: FindIndex) -> list[PlaceRow]:
    """One row for each name and the pages it leads to, by name."""
    targets = {target.area_id: target for target in index.targets}
    rows: dict[tuple[str, tuple[str, ...]], Entry] = {}
    for entry in index.entries:
        rows.setdefault((plain(entry.label), entry.targets), entry)
    return [
        PlaceRow(
            label=entry.label,
            links=tuple(
                PlaceLink(Link(target.name, target.address), target.shown, target.where)
                for target in map(targets.__getitem__, entry.targets)
            ),
            why=entry.why,
            is_area=entry.kind in {"pdu", "region"},
            within=entry.within if entry.is_worked_out and entry.within != entry.label else "",
        )
        for entry in rows.values()
    ]
