"""What the search for an area fetches in the browser, and its form."""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from postcodes import sectors
from ratings_site.model.wording import left_open, say, words_of
from ratings_site.pages.find_index import KINDS, Entry, FindIndex, Place, Surroundings
from ratings_site.wording.rating import Shown

POSTCODES = Path(__file__).parents[2] / "postcodes"


def search_form(base: str, *, name: str = "find") -> str:
    """The search box: a form that leads to the list of all places, which the script turns into results as you type.

    `base` is the way to the root of the site; `name` begins its ids, so that two can stand on one page.
    """
    words = {key: escape(say(words_of("search")["find"][key])) for key in ("label", "hint", "button")}
    return (
        f'<form class="find" role="search" action="{escape(base)}find/" method="get" aria-label="{words["label"]}">'
        f'<label for="{name}-q">{words["label"]}</label>'
        f'<p class="find-hint" id="{name}-hint">{words["hint"]}</p>'
        f'<div class="find-box"><input id="{name}-q" name="place" type="search" autocomplete="off" '
        f'autocapitalize="off" spellcheck="false" aria-describedby="{name}-hint">'
        f'<button type="submit">{words["button"]}</button></div>'
        "</form>"
    )


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
    gazetteer = tuple(
        Place(row["name"], _list(row["also"]), tuple(row["councils"].split()), people=int(row["people"]))
        for row in _rows("gazetteer")
    )
    larger = [Place(row["name"], _list(row["also"]), _list(row["within"]), row["kind"]) for row in _rows("larger")]
    return Surroundings(
        councils=tuple(Place(row["name"], within=(row["county"],), code=row["code"]) for row in _rows("councils")),
        places=(*gazetteer, *_districts(next(place.people for place in gazetteer if place.name == "London"))),
        larger=tuple(larger),
        estate=tuple(_estate(row) for row in _rows("estate")),
        postcodes=total(postcodes_by_sector().values()),
    )


def _estate(row: Mapping[str, str]) -> Place:
    """A prison or a court in the council of its postcode: prisons are called HMP or HMYOI."""
    kind = "prison" if row["name"].startswith("HM") else "court"
    return Place(row["name"], _list(row["also"]), (_council(row["postcode"]),), kind)


def total(counts: Iterable[Counter[str]]) -> Counter[str]:
    """Several counts in one."""
    found: Counter[str] = Counter()
    for counted in counts:
        found.update(counted)
    return found


def _districts(people: int) -> Iterator[Place]:
    """The districts of London, each with an even share of its people: nobody says how many live in which."""
    rows = _rows("districts")
    for row in rows:
        yield Place(row["name"], (), (row["council"],), people=people // len(rows), is_stated=True)


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
    """The index as short as it can be: pages and entries as lists, entries naming their pages by number."""
    chips = {shown.value: shown for shown in index.shown.values()}
    values = sorted(chips)
    numbers = {area_id: number for number, area_id in enumerate(index.targets)}

    def units(entry: Entry) -> list[int]:
        return [numbers[area] for area in entry.targets]

    return {
        "ratings": [rating_content(chips[value]) for value in values],
        "targets": [
            [area.address, area.name, getattr(area, "region_name", ""), values.index(chip.value), int(area.is_closed)]
            for area, chip in zip(index.targets.values(), index.shown.values(), strict=True)
        ],
        "kinds": KINDS,
        "entries": [
            _short([one.label, KINDS.index(one.kind), units(one), one.council, one.why, one.size, one.within])
            for one in index.entries
            if one.kind != "place"
        ],
        "places": places_content(index, units),
        "elsewhere": {country: ",".join(names) for country, names in index.elsewhere.items()},
        "areas": councils_by_area(),
        "outside": countries_by_area(),
        "words": find_words(),
    }


def places_content(index: FindIndex, units: Callable[[Entry], list[int]]) -> list[list[Any]]:
    """The places, those of the same councils together: units, councils, why, if worked out, then names and sizes."""
    groups: dict[tuple[tuple[int, ...], str, str, int], list[list[Any]]] = defaultdict(list)
    for entry in index.entries:
        if entry.kind == "place":
            told = (tuple(units(entry)), entry.within, entry.why, int(entry.is_worked_out))
            groups[told].append([entry.label, entry.size])
    return [[*told, *places] for told, places in sorted(groups.items())]


def councils_by_area() -> dict[str, list[str]]:
    """The councils of each postcode area, the one with most postcodes first."""
    areas: dict[str, list[Counter[str]]] = defaultdict(list)
    for (district, _), counted in postcodes_by_sector().items():
        areas[sectors.area_of(district).lower()].append(counted)
    totals = {area: total(counts) for area, counts in sorted(areas.items())}
    return {area: sorted(own, key=lambda code: (-own[code], code)) for area, own in totals.items()}


def find_words() -> dict[str, Any]:
    """The sentences the script says, with the year of the postcodes filled in."""
    words = left_open(words_of("search")["find"])
    return {**words, "postcode": {**words["postcode"], "credit": credit()}}


def rating_content(shown: Shown) -> list[str | int]:
    """A rating chip: value, symbol, label and whether it is a rating."""
    return [shown.value, shown.symbol, shown.label, int(shown.is_rating)]


def _short(values: list[Any]) -> list[Any]:
    while not values[-1]:
        values = values[:-1]
    return values


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
