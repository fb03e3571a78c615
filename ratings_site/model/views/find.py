"""What the page of all places says: every name from A to Z with the page it leads to. It works without any script."""

from dataclasses import dataclass

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
    """One name of the list; `is_area` is set where the name is that of the page itself."""

    label: str
    links: tuple[PlaceLink, ...]
    why: str
    is_area: bool


@dataclass(frozen=True)
class PlaceLetter:
    """The names that begin with one letter."""

    letter: str
    rows: tuple[PlaceRow, ...]


@dataclass(frozen=True)
class FindView:
    """The page of all places."""

    letters: tuple[PlaceLetter, ...]
    places: int
    citation: Citation


def build_find_view(index: FindIndex, directory: Directory) -> FindView:
    """Work out the list of all places; a name that is found twice, as a council and as a PDU, stands there once."""
    rows = place_rows(index)
    initials = sorted({plain(row.label)[0].upper() for row in rows})
    return FindView(
        letters=tuple(
            PlaceLetter(initial, tuple(row for row in rows if plain(row.label)[0].upper() == initial))
            for initial in initials
        ),
        places=len(rows),
        citation=citation(directory, say("Places from A to Z"), "find/"),
    )


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
        )
        for entry in rows.values()
    ]
