"""What the search for an area fetches in the browser, and its form."""

import csv
import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from ratings_site.model.directory import Directory
from ratings_site.model.find import Council, FindIndex, build_find_index
from ratings_site.model.views.rating import Shown
from ratings_site.model.wording import left_open, say, words_of

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


def render_find(directory: Directory) -> dict[str, str]:
    """Everything the search fetches, by its path: the index and one file for each postcode area."""
    index = build_find_index(directory, unplaced_councils())
    files = {f"find/postcodes/{path.name}": path.read_text(encoding="utf-8") for path in postcode_files()}
    files["find/index.json"] = to_json(index_content(index))
    return files


def postcode_files() -> list[Path]:
    """The files of the postcode areas, by area."""
    return sorted((POSTCODES / "areas").glob("*.json"))


def unplaced_councils() -> list[Council]:
    """The councils of the postcode files that stand in no row of `places`."""
    with (POSTCODES / "councils.csv").open(encoding="utf-8", newline="") as file:
        return [Council(row["code"], row["name"], row["county"]) for row in csv.DictReader(file)]


def credit() -> str:
    """What must be shown wherever an answer comes from the postcode files."""
    about = json.loads((POSTCODES / "about.json").read_text(encoding="utf-8"))
    return say(words_of("search")["find"]["postcode"]["credit"], year=about["year"])


def index_content(index: FindIndex) -> dict[str, Any]:
    """The index as short as it can be: pages and entries as lists, entries naming their pages by number."""
    chips = {target.shown.value: target.shown for target in index.targets}
    shown = sorted(chips)
    numbers = {target.area_id: number for number, target in enumerate(index.targets)}
    about = json.loads((POSTCODES / "about.json").read_text(encoding="utf-8"))
    return {
        "ratings": [rating_content(chips[value]) for value in shown],
        "targets": [
            [target.address, target.name, target.where, shown.index(target.shown.value), int(target.closed)]
            for target in index.targets
        ],
        "entries": [
            _short([entry.label, entry.kind, [numbers[area] for area in entry.targets], entry.council, entry.why])
            for entry in index.entries
        ],
        "areas": [path.stem for path in postcode_files()],
        "outside": about["outside"],
        "words": find_words(),
    }


def find_words() -> dict[str, Any]:
    """The sentences the script says, with the year of the postcodes filled in."""
    words = left_open(words_of("search")["find"])
    return {**words, "postcode": {**words["postcode"], "credit": credit()}}


def rating_content(shown: Shown) -> list[str | int]:
    """A rating chip: value, symbol, label and whether it is a rating."""
    return [shown.value, shown.symbol, shown.label, int(shown.is_rating)]


def _short(values: list[Any]) -> list[Any]:
    while values and values[-1] == "":
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
