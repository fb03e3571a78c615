"""What the search for an area fetches in the browser, and its form."""

import csv
import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from ratings_site.model.directory import Directory
from ratings_site.model.find import WHY, Council, FindIndex, build_find_index
from ratings_site.model.views.rating import Shown
from ratings_site.model.wording import left_open, say, to_say

POSTCODES = Path(__file__).parents[2] / "postcodes"

WORDS: Mapping[str, Any] = {
    "label": to_say("Find your area"),
    "hint": to_say("A place, a council, a postcode or a probation unit"),
    "button": to_say("Find"),
    "title": to_say("Find your area"),
    "description": to_say(
        "Places in England and Wales from A to Z, each with the probation unit that serves "
        "it and how that unit was rated."
    ),
    "one": to_say("1 result."),
    "many": to_say("{count} results."),
    "first": to_say("Here are the first {shown}."),
    "every": to_say("See all {count} results"),
    "keys": to_say("Use the up and down arrow keys to choose."),
    "guess": to_say("We found no “{query}”. These are close to it."),
    "none": to_say(
        "We found nothing for “{query}”. Try the name of your council, or your postcode. Or "
        "choose from the list of all places."
    ),
    "results": to_say("Results for “{query}”"),
    "and": to_say("and"),
    "about": {
        "pdu": to_say("{where}"),
        "region": to_say("region"),
        "place": to_say("serves {label}"),
        "town": to_say("serves {label}"),
        "name": to_say("also called {label}"),
        "former": to_say("took over from {label}"),
    },
    "why": WHY,
    "postcode": {
        "full": to_say("{postcode} is in {councils}."),
        "sector": to_say("All postcodes we know that begin with {postcode} are in {councils}."),
        "several": to_say("Postcodes that begin with {postcode} are in {councils}."),
        "new": to_say("We do not know the postcode {postcode}. It may be new, or there may be a slip in it."),
        "none": to_say(
            "We do not know the postcode {postcode}. There may be a slip in it. You can also "
            "look for your town or council."
        ),
        "outside": to_say("{postcode} is in {country}. This site is about England and Wales."),
        "credit": to_say(
            "Contains OS data © Crown copyright and database right {year}. Contains Royal Mail "
            "data © Royal Mail copyright and database right {year}. Source: Office for National "
            "Statistics licensed under the Open Government Licence v.3.0."
        ),
        "countries": {
            "S": to_say("Scotland"),
            "N": to_say("Northern Ireland"),
            "L": to_say("the Channel Islands"),
            "M": to_say("the Isle of Man"),
        },
    },
}
"""What the search says: its form, its page, and the script, which fills the gaps."""


def search_form(base: str, *, name: str = "find") -> str:
    """The search box: a form that leads to the list of all places, which the script turns into results as you type.

    `base` is the way to the root of the site; `name` begins its ids, so that two can stand on one page.
    """
    words = {key: escape(say(WORDS[key])) for key in ("label", "hint", "button")}
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
    return say(WORDS["postcode"]["credit"], year=about["year"])


def index_content(index: FindIndex) -> dict[str, Any]:
    """The index as short as it can be: pages and entries as lists, entries naming their pages by number."""
    shown = sorted({target.shown.value for target in index.targets})
    numbers = {target.area_id: number for number, target in enumerate(index.targets)}
    about = json.loads((POSTCODES / "about.json").read_text(encoding="utf-8"))
    return {
        "ratings": [rating_content(Shown(value)) for value in shown],
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
    words = left_open(WORDS)
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
