"""What the pages of all places say, one for each letter: every name with the page it leads to, without any script."""

from dataclasses import dataclass
from itertools import groupby

from ratings_site.model.directory import Directory
from ratings_site.model.find import Entry, FindIndex, plain
from ratings_site.model.views.parts import Citation, Link, citation
from ratings_site.model.views.rating import Shown
from ratings_site.model.wording import say


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


@dataclass(frozen=True)
class LetterView:
    """The page of the names that begin with one letter, by their first two letters."""

    letter: str
    letters: tuple[Link, ...]
    groups: tuple[tuple[str, tuple[PlaceRow, ...]], ...]
    citation: Citation


@dataclass(frozen=True)
class FindView:
    """The page that leads to those of the letters."""

    letters: tuple[Link, ...]
    places: int
    citation: Citation


def build_find_view(index: FindIndex, directory: Directory) -> FindView:
    """Work out the page of all letters."""
    rows = place_rows(index)
    return FindView(letters_of(rows), len(rows), citation(directory, say("Places from A to Z"), "find/"))


def build_letter_views(index: FindIndex, directory: Directory) -> list[LetterView]:
    """Work out the page of each letter; a name that is found twice, as a council and as a PDU, stands there once."""
    rows = place_rows(index)
    letters = letters_of(rows)
    return [
        LetterView(
            letter=link.text,
            letters=letters,
            groups=tuple(
                (initials.capitalize(), tuple(some))
                for initials, some in groupby(
                    (row for row in rows if plain(row.label)[0].upper() == link.text), lambda row: plain(row.label)[:2]
                )
            ),
            citation=citation(directory, say("Places that begin with {letter}", letter=link.text), link.address),
        )
        for link in letters
    ]


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
