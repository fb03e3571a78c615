"""Which rows are not published yet on a day: those dated later, and everything that hangs on them."""

from collections.abc import Iterable, Iterator
from datetime import date

from ratings_site.model.cells import Key, Row, build_row_key
from ratings_site.model.tables import PackageInfo

PUBLISHED_FROM = {
    "acknowledgements": "acknowledged_on",
    "corrections": "corrected_on",
    "inspections": "published",
    "pdu_changes": "as_at",
    "pdus": "opened",
    "places": "as_at",
    "programmes": "started",
    "publications": "published",
    "rating_totals": "published_to",
    "statistics": "as_at",
}
"""The date that decides from when on a row may be seen; rows without one follow the rows they hang on."""

TOLD_BY_A_REPORT = ("figures", "findings", "practice_examples", "rating_totals", "statistics")
"""Facts that nobody knew before the report cited for them came out."""

Rows = dict[str, dict[Key, Row]]
Withheld = dict[str, set[Key]]


def build_published_rows(rows: Rows, package: PackageInfo, day: date) -> Rows:
    """The rows that are published on `day`, without a mention of any that is not."""
    withheld = _find_withheld(rows, package, day)
    kept = {name: {key: row for key, row in table.items() if key not in withheld[name]} for name, table in rows.items()}
    for name in ("corrections", "acknowledgements"):
        kept[name] = {key: row for key, row in kept.get(name, {}).items() if not _names_withheld(row, withheld)}
    kept["sources"] = _still_cited(kept, rows, day)
    _empty_comparisons(kept)
    return {name: kept[name] for name in rows}


def _find_withheld(rows: Rows, package: PackageInfo, day: date) -> Withheld:
    """Start from the rows dated later and take what hangs on them, until nothing more falls."""
    withheld: Withheld = {name: _dated_later(name, table, day) for name, table in rows.items()}
    _withhold_told(rows, withheld)
    withheld["sources"] |= _embargoed_sources(rows, withheld, max(day, package.created))
    found = -1
    while found != sum(map(len, withheld.values())):
        found = sum(map(len, withheld.values()))
        for name, table in rows.items():
            withheld[name] |= set(_hanging(name, table, rows, withheld, package))
        withheld["inspections"] |= _announced_by_withheld(rows, withheld)
        withheld["regions"] |= _without_pdus(rows, withheld)
    return withheld


def _dated_later(name: str, table: dict[Key, Row], day: date) -> set[Key]:
    column = PUBLISHED_FROM.get(name, "")
    return {key for key, row in table.items() if column and row[column] > day.isoformat()}


def _withhold_told(rows: Rows, withheld: Withheld) -> None:
    """Facts whose report is not out yet."""
    sources = _sources_of(rows, withheld["publications"], withheld["inspections"])
    for name in TOLD_BY_A_REPORT:
        withheld.setdefault(name, set()).update(
            key for key, row in rows.get(name, {}).items() if row["source_id"] in sources
        )


def _embargoed_sources(rows: Rows, withheld: Withheld, after: date) -> set[Key]:
    """Sources nobody can have read yet, or that are reports still to come: everything that cites them waits."""
    unread = {key for key, row in rows["sources"].items() if row["retrieved"] > after.isoformat()}
    coming = {
        name: {key for key in withheld[name] if rows[name][key]["published"] > after.isoformat()}
        for name in ("publications", "inspections")
    }
    reports = _sources_of(rows, coming["publications"], coming["inspections"])
    return unread | {(source_id,) for source_id in reports}


def _sources_of(rows: Rows, publications: set[Key], inspections: set[Key]) -> set[str]:
    """The sources that stand for these reports alone: by their address, or by carrying the publication's id."""
    links = {
        *_links(rows["publications"], "url", publications),
        *_links(rows["inspections"], "report_url", inspections),
    }
    others = {
        *_links(rows["publications"], "url", rows["publications"].keys() - publications),
        *_links(rows["inspections"], "report_url", rows["inspections"].keys() - inspections),
    }
    names = {key[0] for key in publications}
    return {
        row["source_id"]
        for row in rows["sources"].values()
        if row["source_id"] in names or row["url"] in links - others
    }


def _links(table: dict[Key, Row], column: str, keys: Iterable[Key]) -> Iterator[str]:
    return (table[key][column] for key in keys if table[key][column])


def _hanging(name: str, table: dict[Key, Row], rows: Rows, withheld: Withheld, package: PackageInfo) -> Iterator[Key]:
    """Rows that refer to a withheld one; a programme merely compared with one stays."""
    for reference in package.schemas[name].foreign_keys:
        if reference.fields == ("comparable_with",):
            continue
        target = reference.reference or name
        gone = {tuple(rows[target][key][field] for field in reference.reference_fields) for key in withheld[target]}
        yield from (key for key, row in table.items() if tuple(row[field] for field in reference.fields) in gone)


def _announced_by_withheld(rows: Rows, withheld: Withheld) -> set[Key]:
    """Inspections, dated or not, whose report is not out yet."""
    announced: set[Key] = {(rows["publications"][key]["inspection_id"],) for key in withheld["publications"]}
    return announced & rows["inspections"].keys()


def _without_pdus(rows: Rows, withheld: Withheld) -> set[Key]:
    """Regions all of whose PDUs are still to come."""
    stays: set[Key] = {(row["region_id"],) for key, row in rows["pdus"].items() if key not in withheld["pdus"]}
    coming: set[Key] = {(rows["pdus"][key]["region_id"],) for key in withheld["pdus"]}
    return coming - stays


def _names_withheld(row: Row, withheld: Withheld) -> bool:
    """Whether a correction or an acknowledgement is about a row that is withheld."""
    table = row.get("table") or row.get("file", "").removesuffix(".csv")
    return any(build_row_key(key) == row["row_key"] for key in withheld.get(table, ()))


def _still_cited(kept: Rows, rows: Rows, day: date) -> dict[Key, Row]:
    """Sources without those that only withheld rows cite, or that nothing cites and that were found later."""
    now, before = set(_cited(kept)), set(_cited(rows))
    return {
        key: row
        for key, row in kept["sources"].items()
        if key[0] in now or (key[0] not in before and row["retrieved"] <= day.isoformat())
    }


def _cited(rows: Rows) -> Iterator[str]:
    for name, table in rows.items():
        if name != "sources":
            for column in ("source_id", "end_source_id"):
                yield from (row[column] for row in table.values() if row.get(column))


def _empty_comparisons(kept: Rows) -> None:
    """A programme is compared with none that has not begun."""
    for key, row in kept["programmes"].items():
        if row["comparable_with"] and (row["comparable_with"],) not in kept["programmes"]:
            kept["programmes"][key] = {**row, "comparable_with": ""}
