"""Which rows are not published yet on a day: those dated later, and everything that hangs on them."""

from collections.abc import Iterator, Mapping
from datetime import date

import pandas as pd

from ratings_site.model.tables import PackageInfo, TableSchema

OTHER_DATES = {"rating_totals": "published_to", "sources": ""}
"""Where another date than the first decides; sources are judged by who cites them."""

TOLD_BY_A_REPORT = ("figures", "findings", "practice_examples", "rating_totals", "statistics")
"""Facts that nobody knew before the report cited for them came out."""

Frames = Mapping[str, pd.DataFrame]
Marks = dict[str, "pd.Series[bool]"]
"""By table, which of its rows are withheld."""


def published_from(schema: TableSchema) -> str:
    """The date that decides from when on a row may be seen: the first that its table has, so that none is forgotten.

    "" where rows have no date and follow those they hang on.
    """
    dates = (field.name for field in schema.fields if field.type == "date")
    return OTHER_DATES.get(schema.name, next(dates, ""))


def build_published_frames(frames: Frames, package: PackageInfo, day: date) -> dict[str, pd.DataFrame]:
    """The rows that are published on `day`, without a mention of any that is not."""
    withheld = _find_withheld(frames, package, day)
    for name in ("corrections", "acknowledgements"):
        if name in frames:
            withheld[name] |= _names_withheld(frames[name], frames, withheld, package)
    kept = {name: frame[~withheld[name]] for name, frame in frames.items()}
    kept["sources"] = _still_cited(kept, frames, day)
    kept["programmes"] = _without_empty_comparisons(kept["programmes"])
    return {name: kept[name].reset_index(drop=True) for name in frames}


def _find_withheld(frames: Frames, package: PackageInfo, day: date) -> Marks:
    """Start from the rows dated later and take what hangs on them, until nothing more falls."""
    withheld = {name: _is_later(frame, published_from(package.schemas[name]), day) for name, frame in frames.items()}
    told = _sources_of(frames, withheld["publications"], withheld["inspections"])
    for name in frames.keys() & TOLD_BY_A_REPORT:
        withheld[name] |= frames[name]["source_id"].isin(told)
    withheld["sources"] |= _is_embargoed(frames, withheld, max(day, package.created))
    found, before = sum(marks.sum() for marks in withheld.values()), 0
    while found != before:
        for name in frames:
            for hanging in _hanging(name, frames, withheld, package):
                withheld[name] |= hanging
        announced = frames["publications"].loc[withheld["publications"], "inspection_id"]
        withheld["inspections"] |= frames["inspections"]["inspection_id"].isin(announced)
        withheld["regions"] |= _is_without_pdus(frames, withheld)
        found, before = sum(marks.sum() for marks in withheld.values()), found
    return withheld


def _is_later(frame: pd.DataFrame, column: str, day: date) -> "pd.Series[bool]":
    return frame[column] > pd.Timestamp(day) if column else pd.Series(data=False, index=frame.index)


def _is_embargoed(frames: Frames, withheld: Marks, after: date) -> "pd.Series[bool]":
    """Sources nobody can have read yet, or that are reports still to come: everything that cites them waits."""
    coming = [withheld[name] & _is_later(frames[name], "published", after) for name in ("publications", "inspections")]
    sources = frames["sources"]
    return _is_later(sources, "retrieved", after) | sources["source_id"].isin(_sources_of(frames, *coming))


def _sources_of(frames: Frames, publications: "pd.Series[bool]", inspections: "pd.Series[bool]") -> set[str]:
    """The sources that stand for these reports alone: by their address, or by carrying the publication's id."""
    reports = frames["publications"]
    addresses = ((reports["url"], publications), (frames["inspections"]["report_url"], inspections))
    links = {link for column, marked in addresses for link in column[marked]}
    others = {link for column, marked in addresses for link in column[~marked]}
    named = set(reports.loc[publications, "publication_id"])
    sources = frames["sources"]
    return set(sources.loc[sources["source_id"].isin(named) | sources["url"].isin(links - others - {""}), "source_id"])


def _hanging(name: str, frames: Frames, withheld: Marks, package: PackageInfo) -> Iterator["pd.Series[bool]"]:
    """Rows that refer to a withheld one; a programme merely compared with one stays."""
    frame = frames[name]
    for link in package.schemas[name].foreign_keys:
        target = link.reference or name
        if link.fields != ("comparable_with",) and withheld[target].any():
            gone = set(_keys(frames[target][withheld[target]], link.reference_fields))
            yield pd.Series([key in gone for key in _keys(frame, link.fields)], index=frame.index, dtype=bool)


def _keys(frame: pd.DataFrame, columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return zip(*(frame[column] for column in columns), strict=True)


def _is_without_pdus(frames: Frames, withheld: Marks) -> "pd.Series[bool]":
    """Regions all of whose PDUs are still to come."""
    pdus = frames["pdus"]["region_id"]
    coming, stays = set(pdus[withheld["pdus"]]), set(pdus[~withheld["pdus"]])
    return frames["regions"]["region_id"].isin(coming - stays)


def _names_withheld(frame: pd.DataFrame, frames: Frames, withheld: Marks, package: PackageInfo) -> "pd.Series[bool]":
    """Whether a correction or an acknowledgement is about a row that is withheld."""
    tables = frame["table"] if "table" in frame else frame["file"].str.removesuffix(".csv")
    gone = {
        (name, "/".join(map(str, key)))
        for name, marks in withheld.items()
        for key in _keys(frames[name][marks], package.schemas[name].primary_key)
    }
    return pd.Series([key in gone for key in zip(tables, frame["row_key"], strict=True)], index=frame.index, dtype=bool)


def _still_cited(kept: Frames, frames: Frames, day: date) -> pd.DataFrame:
    """Sources without those that only withheld rows cite, or that nothing cites and that were found later."""
    sources = kept["sources"]
    now, before = (sources["source_id"].isin(_cited(some)) for some in (kept, frames))
    return sources[now | (~before & ~_is_later(sources, "retrieved", day))]


def _cited(frames: Frames) -> set[str]:
    tables = (frame for name, frame in frames.items() if name != "sources")
    columns = (frame[name] for frame in tables for name in ("source_id", "end_source_id") if name in frame)
    return {source_id for column in columns for source_id in column}


def _without_empty_comparisons(programmes: pd.DataFrame) -> pd.DataFrame:
    """A programme is compared with none that has not begun."""
    begun = programmes["comparable_with"].isin(programmes["programme_id"])
    return programmes.assign(comparable_with=programmes["comparable_with"].where(begun, ""))
