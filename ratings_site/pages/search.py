"""What the search for an area fetches in the browser, and what the pages of postcodes say to readers without a script.

They say the same: a postcode leads to a council, and the council to the PDU or the PDUs that serve it. In which
councils a sector lies, and what else is known of the country, stands in `postcodes/`: README.md there describes it.
"""

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from itertools import groupby
from pathlib import Path
from typing import Any

from postcodes import sectors
from ratings_site.model import wording
from ratings_site.model.rows import Area
from ratings_site.pages.find_index import KINDS, FindIndex, Place, Surroundings, spoken
from ratings_site.pages.parts import shown_of
from ratings_site.wording.rating import CLOSED
from ratings_site.wording.words import joined

POSTCODES = Path(__file__).parents[2] / "postcodes"

Sectors = Mapping[sectors.Sector, Counter[str]]
"""How many postcodes of each sector lie in which council, by code; a letter stands for a country elsewhere."""

_dense = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


def render_find(index: str) -> dict[str, str]:
    """Everything the search fetches, by its path: the index and one file for each postcode area."""
    files = {f"find/postcodes/{path.name}": path.read_text(encoding="utf-8") for path in postcode_files()}
    return {**files, "find/index.json": index}


def render_index(index: FindIndex) -> str:
    """The index as JSON without blanks, a line for each entry of a list, so that releases can be compared by line."""

    def lines(value: Any) -> str:
        is_long = isinstance(value, list) and value and isinstance(value[0], list | dict)
        return "[\n" + ",\n".join(map(_dense, value)) + "\n]" if is_long else _dense(value)

    return "{" + ",\n".join(f"{_dense(key)}:{lines(value)}" for key, value in index_content(index).items()) + "}\n"


def index_content(index: FindIndex) -> dict[str, Any]:
    """The index as short as it can be: pages and entries as lists, entries naming their pages by number.

    Places of the same councils stand together: units, councils, why, if worked out, then names and sizes.
    """
    shown = [shown_of(area, index.directory, gone=CLOSED) for area in index.targets.values()]
    chips = {chip.value: chip for chip in shown}
    values = sorted(chips)
    numbers = {area_id: number for number, area_id in enumerate(index.targets)}
    entries: list[list[Any]] = []
    places: dict[tuple[tuple[int, ...], str, str, int], list[list[Any]]] = defaultdict(list)
    for one in index.entries:
        units = [numbers[area] for area in one.targets]
        if one.kind == "place":
            places[tuple(units), one.within, one.why, int(one.is_worked_out)].append([one.label, one.size])
        else:
            told = [one.label, KINDS.index(one.kind), units, one.council, one.why, one.size, one.within]
            entries.append(told[: max(place for place, value in enumerate(told, 1) if value)])  # none empty at its end
    areas: dict[str, list[Counter[str]]] = defaultdict(list)
    for (district, _), counted in postcodes_by_sector().items():
        areas[sectors.area_of(district).lower()].append(counted)
    words = wording.left_open(wording.words_of("search")["find"])
    words["postcode"]["credit"] = credit()
    return {
        "ratings": [[one.value, one.symbol, one.label, int(one.is_rating)] for _, one in sorted(chips.items())],
        "targets": [
            [area.address, area.name, getattr(area, "region_name", ""), values.index(chip.value), int(area.is_closed)]
            for area, chip in zip(index.targets.values(), shown, strict=True)
        ],
        "kinds": KINDS,
        "entries": entries,
        "places": [[*told, *named] for told, named in sorted(places.items())],
        "elsewhere": index.elsewhere,
        "areas": {area: by_weight(counts) for area, counts in sorted(areas.items())},
        "outside": about()["outside"],
        "words": words,
    }


def postcode_files() -> list[Path]:
    """The files of the postcode areas, by area."""
    return sorted((POSTCODES / "areas").glob("*.json"))


@cache
def postcodes_by_sector() -> Sectors:
    """Which sector lies in which councils, as the files say."""
    return sectors.councils({f"areas/{path.name}": path.read_text(encoding="utf-8") for path in postcode_files()})


@cache
def surroundings() -> Surroundings:
    """What the files say of the country beside its postcodes."""
    places = [_place(row, *row["councils"].split(), people=int(row["people"])) for row in _rows("gazetteer")]
    districts = _rows("districts")
    # each has an even share of the people of London: nobody says how many live in which
    people = next(place.people for place in places if place.name == "London") // len(districts)
    places += [_place(row, row["council"], people=people, is_stated=True) for row in districts]
    return Surroundings(
        councils=tuple(_place(row, row["county"], code=row["code"]) for row in _rows("councils")),
        places=tuple(places),
        larger=tuple(_place(row, *row["within"].split(";"), kind=row["kind"]) for row in _rows("larger")),
        estate=tuple(
            _place(row, _council(row["postcode"]), kind="prison" if row["name"].startswith("HM") else "court")
            for row in _rows("estate")  # prisons are called HMP or HMYOI
        ),
        postcodes=total(postcodes_by_sector().values()),
    )


def _rows(table: str) -> list[dict[str, str]]:
    with (POSTCODES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _place(row: dict[str, str], *within: str, **more: Any) -> Place:
    return Place(row["name"], tuple(filter(None, row.get("also", "").split(";"))), within, **more)


def _council(postcode: str) -> str:
    path = f"areas/{sectors.area_of(postcode).lower()}.json"
    content = (POSTCODES / path).read_text(encoding="utf-8")
    return sectors.find(postcode, sectors.read({path: content}, [sectors.split(postcode)[:2]]))


def about() -> dict[str, Any]:
    """What is said of the postcode files: the `year` of their credit, and the areas wholly `outside`, by country."""
    return dict(json.loads((POSTCODES / "about.json").read_text(encoding="utf-8")))


def credit() -> str:
    """What must be shown wherever an answer comes from the postcode files."""
    return wording.say(wording.words_of("search")["find"]["postcode"]["credit"], year=about()["year"])


def total(counts: Iterable[Counter[str]]) -> Counter[str]:
    """Several counts in one."""
    found: Counter[str] = Counter()
    for counted in counts:
        found.update(counted)
    return found


def by_weight(counts: Iterable[Counter[str]]) -> list[str]:
    """The councils of several counts, the one with most postcodes first."""
    return [code for code, _ in sorted(total(counts).items(), key=lambda one: (-one[1], one[0]))]


def postcode_area_views(index: FindIndex, known: Sectors) -> Iterator[dict[str, Any]]:
    """For each postcode area, all of it, its districts in order, and why a council has more than one PDU.

    A row tells of postcodes that can belong to the same PDUs: its `name` is a district, or some of its sectors ("BS16
    1, 2, 9"); its `parts` are its sectors, where they do not all lead to the same PDUs.
    """
    for area, of_area in groupby(sorted(known, key=_in_order), key=lambda sector: sectors.area_of(sector[0])):
        mine = {sector: known[sector] for sector in of_area}
        whys = {index.councils[code].why for codes in mine.values() for code in codes if code in index.councils}
        # EC1 stands before EC1A, with the sectors of all that begin so
        districts: dict[str, dict[sectors.Sector, Counter[str]]] = defaultdict(dict)
        for sector, councils in mine.items():
            for name in (re.sub(r"(?<=\d)[A-Z]$", "", sector[0]), sector[0]):
                districts[name][sector] = councils
        yield {
            "area": area,
            "small": area.lower(),
            "whole": _part(index, area, mine.values()),
            "rows": [_row(index, district, found) for district, found in districts.items()],
            "whys": tuple(sorted(whys - {""})),
        }


def _in_order(sector: sectors.Sector) -> tuple[str, int, str, str]:
    """Sort key: LS2 comes before LS10, and EC1A after EC1."""
    area, number, letter = re.split(r"(\d+|$)", sector[0], maxsplit=1)
    return (area, int(number or 0), letter, sector[1])


def _row(index: FindIndex, name: str, known: Sectors) -> dict[str, Any]:
    """A district, with its sectors where some lead to fewer PDUs than the whole."""
    alike: dict[frozenset[str], dict[str, Counter[str]]] = defaultdict(dict)
    for (district, digit), codes in known.items():
        if district == name:
            alike[frozenset(area.id for area in _reached(index, codes))][digit] = codes
    parts = [_part(index, f"{name} {', '.join(some)}", some.values()) for some in alike.values()]
    return _part(index, name, known.values()) | {"parts": parts if len(alike) > 1 else []}


def _part(index: FindIndex, name: str, known: Iterable[Counter[str]]) -> dict[str, Any]:
    codes, countries = by_weight(known), wording.words_of("search")["find"]["postcode"]["countries"]
    names = [
        spoken(index.councils[code].label) if code in index.councils else wording.say(countries.get(code, code))
        for code in codes
    ]
    return {"name": name, "councils": joined(names), "units": _reached(index, codes)}


def _reached(index: FindIndex, codes: Iterable[str]) -> list[Area]:
    """The PDUs of councils, each once in the order of the councils; those that have closed come last."""
    entries = [index.councils[code] for code in codes if code in index.councils]
    ids = dict.fromkeys(target for entry in entries for target in entry.targets)
    return sorted((index.targets[area_id] for area_id in ids), key=lambda area: area.is_closed)
