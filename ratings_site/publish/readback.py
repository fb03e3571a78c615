"""Every rating of the finished site read back, by other means than it was written with, and held against the tables.

What the tables say comes from whoever publishes, as plain text; nothing here shares code with pages, charts or
downloads. A page marks the row that shows a rating with what it is about, `data-key` (inspection/standard) or
`data-inspection`, and each rating with `data-rating`.
"""

import csv
import io
import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing
from html import unescape
from typing import Any, NamedTuple

from ratings_site.publish.output import Tree

Ratings = Mapping[str, str]
"""By inspection its overall rating, by `inspection/standard` that of a standard; empty where it is not available."""

LATEST = "data/latest/"

_ROW = re.compile(r'<tr\b[^>]*?\bdata-(?:key|inspection)="([^"]+)"[^>]*>(.*?)</tr>', re.DOTALL)
_CHIP = re.compile(r'data-rating="([^"]*)">(?:<span class="symbol"[^>]*>[^<]*</span>)?\s*([^<]*)')
_HEADLINE = re.compile(
    r'<h1[^>]* data-(pdu|region|inspection)-id="([^"]+)".*?'
    r'<p class="headline">[^<]*<span class="rating[^"]*" data-rating="([^"]*)"',
    re.DOTALL,
)
_LISTED = re.compile(
    r'href="[./]*(?P<kind>pdu|region)s/(?P<area>[^/"]+)/">[^<]*</a>\s*<span class="rating[^"]*" data-rating="([^"]*)"'
)
"""A link to an area with its rating beside it."""
_CHART_TABLE = re.compile(r'<caption id="chart-([\w-]+)-table".*?</table>', re.DOTALL)
_UNKNOWN = frozenset(["not available", "not rated", "not inspected", "not yet inspected", "closed"])
"""How pages and charts say that there is no rating."""
_WITHDRAWN = "withdrawn"


_Known = frozenset[tuple[str, str, str, str]]
"""Each overall rating of an area by the area's kind, its name or identifier, and the day, month or year."""


class _Said(NamedTuple):
    """What the tables and the files say, against which a page is held."""

    ratings: Ratings
    known: _Known
    headed: Mapping[str, set[str]]
    """By inspection (`inspection/x`) or area (`pdu/x`), as what it may be headed."""
    charts: dict[str, list[str]]
    """By chart the ratings in its file, in order."""


def check_ratings(site: Tree, ratings: Ratings, moved: Collection[str] = ()) -> Iterator[str]:
    """Yield a sentence for each rating on a page, in a chart's file or in a download that is not the table's.

    The paths in `moved` hold what their readers are sent on to.
    """
    for path, found in _downloads(site):
        of_one = {"inspections": False, "ratings": True}.get(path.partition(".")[0])
        wanted = {name: rating for name, rating in ratings.items() if of_one in {None, "/" in name}}
        for name in sorted(dict(wanted.items() ^ found.items())):
            yield f"{LATEST}{path}: {name} is {found.get(name)!r}; the table says {ratings.get(name)!r}"
    known = frozenset(
        (row["area_type"], area, row["rating"], row["published"][:letters])
        for row in _csv(site[f"{LATEST}all-ratings.csv"])
        if not row["standard_id"]
        for area in (row["area_name"], row["pdu_id"] or row["region_id"])
        for letters in (0, 4, 7, 10)
    )
    said = _Said(ratings, known, _headed(site, ratings), {})
    for path in site:
        if path.startswith("charts/") and path.endswith(".csv") and path.count("/") == 1 and path not in moved:
            chart, rows = path.removesuffix(".csv"), [*_csv(site[path])]
            yield from (f"{chart}{wrong}" for wrong in _check_chart(site.get(f"{chart}.json", b"{}"), rows, known))
            said.charts[chart.removeprefix("charts/")] = [_plain(row[name]) for row in rows for name in _rated(row)]
    for path in (path for path in site if path.endswith(".html")):
        order = sorted if path.startswith("cy/") else list  # another language has another alphabet
        yield from (f"{path}: {wrong}" for wrong in dict.fromkeys(_check_page(site.text(path), said, order)))


def _headed(site: Tree, ratings: Ratings) -> Mapping[str, set[str]]:
    headed = defaultdict(set, {f"inspection/{name}": {_plain(rating)} for name, rating in ratings.items()})
    listed = {kind: json.loads(site[f"api/{kind}s.json"])["data"] for kind in ("pdu", "region", "inspection")}
    for kind in ("pdu", "region"):
        for row in listed[kind]:
            latest = ratings.get(row["latest"]["inspection_id"]) if row["latest"] else ""
            headed[f"{kind}/{row[f'{kind}_id']}"] = {"", _plain(latest)}
        for row in listed["inspection"]:  # an area of which a report was withdrawn may be headed so
            if row["status"] == _WITHDRAWN:
                headed[f"{kind}/{row[f'{kind}_id']}"].add(_WITHDRAWN)
    return headed


def _check_page(html: str, said: _Said, order: Callable[[Iterable[str]], list[str]]) -> Iterator[str]:
    for name, row in _ROW.findall(html):
        chip, rating = _CHIP.search(row), said.ratings.get(name)
        if rating is not None and _plain(unescape(chip[1]) if chip else None) != _plain(rating):
            yield f"{name} is shown as {chip[1] if chip else ''!r}; the table says {rating!r}"
    for shown, word in _CHIP.findall(html):
        if word.strip() and word.strip().casefold() != shown.casefold():
            yield f"a rating of {shown!r} is written {word.strip()!r}"
    for found in _CHART_TABLE.finditer(html):
        shown = [_plain(unescape(rating)) for rating, _ in _CHIP.findall(found[0])]
        if shown and order(shown) != order(said.charts.get(found[1], [])):
            yield f"the table below the chart shows other ratings than charts/{found[1]}.csv"
    for kind, name, shown in _HEADLINE.findall(html):
        if _plain(shown) not in (may_be := said.headed.get(f"{kind}/{name}", {""})):
            yield f"{name} is headed {shown!r}; the table says {max(may_be)!r}"
    yield from (
        f"{area} is shown as {shown!r}, as which it was never rated"
        for kind, area, shown in _LISTED.findall(html)
        if _plain(shown) and (kind, area, unescape(shown), "") not in said.known
    )


def _check_chart(specification: bytes, rows: list[dict[str, str]], known: _Known) -> Iterator[str]:
    """What a chart's CSV file says against the tables, and its specification against the file."""
    for row in rows:
        kind = next((kind for kind in ("pdu", "region") if row.get(kind)), "")
        for column in _rated(row) if kind else ():
            published = row.get(f"{column}_published", row.get("published", ""))
            if _plain(row[column]) and (kind, row[kind], row[column], published) not in known:
                yield f".csv: no row of the tables says what this one says: {', '.join(filter(None, row.values()))}"
    drawn = json.loads(specification).get("datasets", {}).get("rows", [])
    if not all(any(_agree(one, row) for row in rows) for one in drawn):
        yield ".json draws something else than the CSV file says"


def _agree(drawn: Mapping[str, Any], row: Mapping[str, str]) -> bool:
    """Whether a row of a drawing says what a row of the file says, where both say something."""
    counted = re.sub(r"\W+|_", "_", drawn.get("rating") or "").casefold()
    if "count" in drawn and counted in row:
        drawn = {name: value for name, value in drawn.items() if name != "rating"} | {counted: drawn["count"]}
    return all(_text(drawn[name]) == row[name] for name in drawn if name in row)


def _text(value: str | float | None) -> str:
    """A value as a CSV file has it."""
    return f"{value:g}" if isinstance(value, float) else str("" if value is None else value)


def _rated(row: Mapping[str, str]) -> list[str]:
    """The columns of a chart's file that hold ratings."""
    return [name for name in ("rating", "overall", "earlier", "later") if name in row]


def _plain(rating: str | None) -> str:
    """A rating, or nothing where there is none."""
    return "" if rating is None or rating.casefold() in _UNKNOWN else rating


def _downloads(site: Tree) -> Iterator[tuple[str, dict[str, str]]]:
    """What each download that holds ratings says, by the names of `Ratings`."""
    for ending, read in (("csv", _csv), ("json", json.loads)):
        for name in ("inspections", "ratings", "all-ratings"):
            column, found = "overall" if name == "inspections" else "rating", dict[str, str]()
            for row in read(site[f"{LATEST}{name}.{ending}"]):
                found["/".join(filter(None, (row["inspection_id"], row.get("standard_id"))))] = row[column] or ""
            yield f"{name}.{ending}", found
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(site[f"{LATEST}probation-ratings.sqlite"])
        rows = database.execute(
            "SELECT inspection_id || '/' || standard_id, rating FROM ratings UNION ALL "
            "SELECT inspection_id, overall FROM inspections"
        )
        yield "probation-ratings.sqlite", {name: rating or "" for name, rating in rows}


def _csv(content: bytes) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
