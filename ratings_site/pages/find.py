"""What the pages of postcodes say to readers without a script, area by area.

They say what the search says to the others: a postcode leads to a council, and the council to the PDU or the PDUs that
serve it. Which sector lies in which councils is known from `postcodes/`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from postcodes import sectors
from ratings_site.model.rows import Area
from ratings_site.model.wording import say, words_of
from ratings_site.pages import find_index, search
from ratings_site.wording.words import joined

Sector = tuple[str, str]
"""A district and the digit of a sector: ("LS1", "1")."""

Sectors = Mapping[Sector, Counter[str]]
"""How many postcodes of each sector lie in which council, by code; a letter stands for a country elsewhere."""


@dataclass(frozen=True)
class PostcodeRow:
    """Postcodes that can belong to the same PDUs: `name` is a district, or some of its sectors ("BS16 1, 2, 9").

    `parts` are its sectors, where they do not all lead to the same PDUs.
    """

    name: str
    councils: str
    units: tuple[Area, ...]
    parts: tuple["PostcodeRow", ...] = ()


def postcode_area_views(index: find_index.FindIndex, known: Sectors) -> Iterator[dict[str, Any]]:
    """For each postcode area, all of it, its districts in order, and why a council has more than one PDU."""
    ordered = sorted(known, key=_in_order)
    for area, of_area in groupby(ordered, key=lambda sector: sectors.area_of(sector[0])):
        mine = {sector: known[sector] for sector in of_area}
        whys = {index.councils[code].why for codes in mine.values() for code in codes if code in index.councils}
        yield {
            "area": area,
            "small": area.lower(),
            "whole": _part(index, area, mine.values()),
            "rows": [_row(index, district, found) for district, found in districts(mine).items()],
            "whys": tuple(sorted(whys - {""})),
        }


def districts(known: Sectors) -> Mapping[str, Sectors]:
    """The sectors of each district in order; EC1 stands before EC1A with those of all that begin so."""
    found: dict[str, dict[Sector, Counter[str]]] = {}
    for sector, councils in known.items():
        district = sector[0]
        for name in (re.sub(r"(?<=\d)[A-Z]$", "", district), district):
            found.setdefault(name, {})[sector] = councils
    return found


def _in_order(sector: Sector) -> tuple[str, int, str, str]:
    """Sort key: LS2 comes before LS10, and EC1A after EC1."""
    district, digit = sector
    area = sectors.area_of(district)
    number, letter = re.fullmatch(r"(\d*)(\w*)", district.removeprefix(area)).groups()  # type: ignore[union-attr]
    return (area, int(number or 0), letter, digit)


def _row(index: find_index.FindIndex, name: str, known: Sectors) -> PostcodeRow:
    """A district, with its sectors where some lead to fewer PDUs than the whole."""
    alike: dict[frozenset[str], dict[str, Counter[str]]] = defaultdict(dict)
    for (district, digit), codes in known.items():
        if district == name:
            alike[frozenset(area.id for area in _reached(index, codes))][digit] = codes
    parts = [_part(index, f"{name} {', '.join(some)}", some.values()) for some in alike.values()]
    return replace(_part(index, name, known.values()), parts=tuple(parts) if len(alike) > 1 else ())


def _part(index: find_index.FindIndex, name: str, known: Iterable[Counter[str]]) -> PostcodeRow:
    codes = search.by_weight(known)
    countries = words_of("search")["find"]["postcode"]["countries"]
    names = [
        find_index.spoken(index.councils[code].label) if code in index.councils else say(countries.get(code, code))
        for code in codes
    ]
    return PostcodeRow(name, joined(names), tuple(_reached(index, codes)))


def _reached(index: find_index.FindIndex, codes: Iterable[str]) -> list[Area]:
    """The PDUs of councils, each once in the order of the councils; those that have closed come last."""
    entries = [index.councils[code] for code in codes if code in index.councils]
    ids = dict.fromkeys(target for entry in entries for target in entry.targets)
    return sorted((index.targets[area_id] for area_id in ids), key=lambda area: area.is_closed)
