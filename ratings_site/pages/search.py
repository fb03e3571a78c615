"""What the search for an area fetches in the browser, and what the files of `postcodes/` say of the country."""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from postcodes import sectors
from ratings_site.model.wording import left_open, say, words_of
from ratings_site.pages.find_index import KINDS, FindIndex, Place, Surroundings

POSTCODES = Path(__file__).parents[2] / "postcodes"


def render_find(index: str) -> dict[str, str]:
    """Everything the search fetches, by its path: the index and one file for each postcode area."""
    files = {f"find/postcodes/{path.name}": path.read_text(encoding="utf-8") for path in postcode_files()}
    return {**files, "find/index.json": index}


def render_index(index: FindIndex) -> str:
    """The index as the search fetches it."""
    return to_json(index_content(index))


def postcode_files() -> list[Path]:
    """The files of the postcode areas, by area."""
    return sorted((POSTCODES / "areas").glob("*.json"))


@cache
def postcodes_by_sector() -> Mapping[sectors.Sector, Counter[str]]:
    """How many postcodes of each sector lie in which council."""
    return sectors.councils({f"areas/{path.name}": path.read_text(encoding="utf-8") for path in postcode_files()})


@cache
def surroundings() -> Surroundings:
    """What the files of `postcodes/` say of the country: README.md there describes them."""
    gazetteer = [
        Place(row["name"], _list(row["also"]), tuple(row["councils"].split()), people=int(row["people"]))
        for row in _rows("gazetteer")
    ]
    # each district of London has an even share of its people: nobody says how many live in which
    districts = _rows("districts")
    people = next(place.people for place in gazetteer if place.name == "London") // len(districts)
    of_london = (Place(row["name"], (), (row["council"],), people=people, is_stated=True) for row in districts)
    larger = (Place(row["name"], _list(row["also"]), _list(row["within"]), row["kind"]) for row in _rows("larger"))
    estate = (  # prisons are called HMP or HMYOI
        Place(
            row["name"],
            _list(row["also"]),
            (_council(row["postcode"]),),
            "prison" if row["name"].startswith("HM") else "court",
        )
        for row in _rows("estate")
    )
    return Surroundings(
        councils=tuple(Place(row["name"], within=(row["county"],), code=row["code"]) for row in _rows("councils")),
        places=(*gazetteer, *of_london),
        larger=tuple(larger),
        estate=tuple(estate),
        postcodes=total(postcodes_by_sector().values()),
    )


def total(counts: Iterable[Counter[str]]) -> Counter[str]:
    """Several counts in one."""
    found: Counter[str] = Counter()
    for counted in counts:
        found.update(counted)
    return found


def by_weight(counts: Iterable[Counter[str]]) -> list[str]:
    """The councils of several counts, the one with most postcodes first."""
    weights = total(counts)
    return sorted(weights, key=lambda code: (-weights[code], code))


def _council(postcode: str) -> str:
    path = f"areas/{sectors.area_of(postcode).lower()}.json"
    content = (POSTCODES / path).read_text(encoding="utf-8")
    return sectors.find(postcode, sectors.read({path: content}, [sectors.split(postcode)[:2]]))


def _rows(name: str) -> list[dict[str, str]]:
    with (POSTCODES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


def credit() -> str:
    """What must be shown wherever an answer comes from the postcode files."""
    return say(words_of("search")["find"]["postcode"]["credit"], year=_about()["year"])


def countries_by_area() -> dict[str, str]:
    """The postcode areas that lie wholly outside England and Wales, with their countries."""
    return dict(_about()["outside"])


def _about() -> dict[str, Any]:
    return dict(json.loads((POSTCODES / "about.json").read_text(encoding="utf-8")))


def index_content(index: FindIndex) -> dict[str, Any]:
    """The index as short as it can be: pages and entries as lists, entries naming their pages by number.

    Places of the same councils stand together: units, councils, why, if worked out, then names and sizes.
    """
    chips = {shown.value: shown for shown in index.shown.values()}
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
    words = left_open(words_of("search")["find"])
    words["postcode"]["credit"] = credit()
    return {
        "ratings": [[one.value, one.symbol, one.label, int(one.is_rating)] for one in map(chips.get, values) if one],
        "targets": [
            [area.address, area.name, getattr(area, "region_name", ""), values.index(chip.value), int(area.is_closed)]
            for area, chip in zip(index.targets.values(), index.shown.values(), strict=True)
        ],
        "kinds": KINDS,
        "entries": entries,
        "places": [[*told, *named] for told, named in sorted(places.items())],
        "elsewhere": {country: ",".join(names) for country, names in index.elsewhere.items()},
        "areas": {area: by_weight(counts) for area, counts in sorted(areas.items())},
        "outside": countries_by_area(),
        "words": words,
    }


def to_json(content: Mapping[str, Any]) -> str:
    """JSON without blanks, a line for each entry of a list, so that two releases can be compared by line."""
    parts = [f"{json.dumps(key)}:{_lines(value)}" for key, value in content.items()]
    return "{" + ",\n".join(parts) + "}\n"


def _lines(value: object) -> str:
    if isinstance(value, list) and value and isinstance(value[0], list | dict):
        return "[\n" + ",\n".join(_dense(item) for item in value) + "\n]"
    return _dense(value)


def _dense(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
