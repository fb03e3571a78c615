"""What is counted in the tables: each count a frame, which pages read and people can download.

A report that was withdrawn counts nowhere.
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

from ratings_site.model.directory import Directory
from ratings_site.model.flat import described
from ratings_site.model.rows import PDU, WITHDRAWN, Region, Standard
from ratings_site.model.tables import PackageInfo, TableSchema

BY_UNIT, FROM_TOTAL = "known_by_unit", "from_published_total"
"""Two columns of the totals of standards: ratings of known units, and totals that a report published."""

NOT_AVAILABLE = "not available"
"""What is counted where a standard was rated and no source holds the rating."""

_TABLES: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
"""Each published count with its columns, as `counts.toml` describes it."""

_kept = lru_cache(maxsize=4)
"""Pages ask for the same count again and again, in English and in Welsh."""


def standing(directory: Directory) -> "pd.DataFrame":
    """The inspections that count, from the oldest, each with the place of its overall rating on its scale, best first.

    An unknown date counts as the oldest of its programme.
    """
    tables = directory.tables
    found = tables["inspections"][tables["inspections"]["status"] != WITHDRAWN]
    places = _scales(directory).rename(columns={"rating": "overall"})
    found = found.merge(places, how="left", on=["programme_id", "overall"])
    found = found.assign(programme=found["programme_id"].map({name: n for n, name in enumerate(directory.programmes)}))
    return found.sort_values(["programme", "published", "published_precision", "inspection_id"], na_position="first")


def _scales(directory: Directory) -> "pd.DataFrame":
    """Every rating that each programme can give, with its place on the scale."""
    programmes, grades = directory.tables["programmes"], directory.tables["rating_scale"]
    grades = grades[["scale_id", "rating", "display_order"]].assign(rating=_texts(grades["rating"]))
    return programmes[["programme_id", "scale_id"]].merge(grades, on="scale_id")


def _texts(ratings: "pd.Series[Any]") -> "pd.Series[Any]":
    return ratings.astype(object).where(ratings.notna(), "").astype(str)


@_kept
def units(directory: Directory) -> "pd.DataFrame":
    """Every PDU with its newest inspection, of whatever programme; empty where there has been none."""
    tables = directory.tables
    newest = standing(directory).groupby("pdu_id").tail(1)
    labels = {inspection.inspection_id: inspection.published_label for inspection in directory.inspections.values()}
    newest = newest.assign(published_label=newest["inspection_id"].map(labels), last_inspection=newest["inspection_id"])
    named = tables["programmes"][["programme_id", "name"]].rename(columns={"name": "programme"})
    newest = newest.drop(columns="programme").merge(named, on="programme_id")
    regions = tables["regions"][["region_id", "name"]].rename(columns={"name": "region"})
    pdus = tables["pdus"][["pdu_id", "name", "region_id", "closed"]].merge(regions, on="region_id")
    columns = ["programme", "last_inspection", "overall", "score", "published_label", "programme_id", "status"]
    found = pdus.merge(newest[["pdu_id", *columns]], how="left", on="pdu_id").rename(columns={"pdu_id": "area_id"})
    texts = ["programme", "last_inspection", "overall", "published_label", "programme_id", "status"]
    found[texts] = found[texts].fillna("")
    return found[["area_id", "name", "region", *columns[:-2], "closed", *columns[-2:]]].sort_values(
        "area_id", ignore_index=True
    )


@_kept
def rated_units(directory: Directory) -> "pd.DataFrame":
    """For each region, how many of its open PDUs have which overall rating in the current programme."""
    found = standing(directory)
    newest = found[found["programme_id"] == directory.current_programme.programme_id].groupby("pdu_id").tail(1)
    pdus = directory.tables["pdus"]
    living = pdus[pdus["closed"].isna()][["pdu_id", "region_id"]]
    rated = living.merge(newest[["pdu_id", "overall"]], on="pdu_id").rename(columns={"overall": "rating"})
    return rated.groupby(["region_id", "rating"]).size().rename("count").reset_index()


@_kept
def then_and_now(directory: Directory) -> "pd.DataFrame":
    """Every PDU that was rated in two programmes, with the newest rating of each, and how it changed."""
    found = standing(directory)
    rated = found[(found["area_type"] == PDU) & found["display_order"].notna()]
    newest = rated.groupby(["pdu_id", "programme_id"]).tail(1)
    columns = ["inspection_id", "overall", "scale_id", "display_order", "status"]
    earlier = newest.groupby("pdu_id")[columns].shift(1).add_prefix("earlier_")
    both = newest.join(earlier).groupby("pdu_id").tail(1).dropna(subset="earlier_inspection_id")
    steps = (both["earlier_display_order"] - both["display_order"]).astype("Int64").clip(-1, 1)
    changes = steps.map({-1: "lower", 0: "same", 1: "higher"}).where(both["scale_id"] == both["earlier_scale_id"], "")
    names = {"earlier_inspection_id": "earlier_inspection", "earlier_overall": "earlier_rating"}
    names |= {"inspection_id": "later_inspection", "overall": "later_rating"}
    told = both.assign(change=changes)[["pdu_id", *names, "change", "earlier_status", "status"]].rename(columns=names)
    return told.rename(columns={"status": "later_status"}).sort_values("pdu_id", ignore_index=True)


@_kept
def standard_totals(directory: Directory) -> "pd.DataFrame":
    """How often each rating was given on each standard.

    A total that a report states for a set of inspections stands for them where the tables hold exactly as many as it
    says; the others are counted one by one. What is known of each unit by name, in a set or not, stands apart.
    """
    import pandas as pd  # noqa: PLC0415

    outcomes, totals = _outcomes(directory), directory.tables["rating_totals"]
    inspected = outcomes.groupby("standard_id").size().rename("inspected").reset_index()
    by_unit = outcomes.groupby(["standard_id", "rating"]).size().rename("known_by_unit").reset_index()
    stated = []
    for (_, standard_id), total in totals.groupby(["set_id", "standard_id"], sort=True):
        first, last, said = total[["published_from", "published_to", "inspections"]].iloc[0]
        is_dated = outcomes["published"].between(first, last) & (outcomes["published_precision"] != "year")
        members = outcomes[(outcomes["standard_id"] == standard_id) & is_dated]
        if len(members) == said == total["count"].sum():
            stated.append(total[["standard_id", "rating", "count"]].assign(rating=_texts(total["rating"])))
            outcomes = outcomes.drop(members.index)
    key = ["standard_id", "rating"]
    from_rows = outcomes.groupby(key).size().rename("from_rows").reset_index()
    from_totals = pd.concat([from_rows[:0].assign(count=0)[[*key, "count"]], *stated]).groupby(key)["count"].sum()
    standards = directory.tables["standards"][["standard_id", "programme_id"]]
    possible = standards.merge(_scales(directory), on="programme_id")[[*key, "display_order"]]
    counts = possible.merge(from_rows, how="outer", on=key)
    counts = counts.merge(from_totals.rename("from_published_total").reset_index(), how="outer", on=key)
    counts = counts.merge(by_unit, how="outer", on=key)
    parts = ["from_published_total", "from_rows"]
    numbers = [*parts, "known_by_unit"]
    counts[numbers] = counts[numbers].fillna(0).astype("Int64")
    counts = counts.assign(count=counts[parts].sum(axis=1)).merge(inspected, on="standard_id")
    order = {standard_id: place for place, standard_id in enumerate(directory.standards)}
    counts = counts.assign(place=counts["standard_id"].map(order)).sort_values(["place", "display_order"])
    about = ["name", "area_type", "programme_id"]
    named = counts.drop(columns=about, errors="ignore").merge(
        directory.tables["standards"][["standard_id", *about]], on="standard_id"
    )
    return named[[*key, "count", "inspected", *numbers, *about]].reset_index(drop=True)


def counts_of(directory: Directory, standard: Standard, column: str) -> Counter[str]:
    """How often each rating was given on a standard, by one column of the table of totals; with what is unknown."""
    return _counts(directory, column).get(standard.standard_id, Counter())


@_kept
def _counts(directory: Directory, column: str) -> Mapping[str, Counter[str]]:
    """One column of the table of totals, by standard."""
    totals, counts = standard_totals(directory), defaultdict[str, Counter[str]](Counter)
    for standard_id, rating, count in zip(totals["standard_id"], totals["rating"], totals[column], strict=True):
        if count:
            counts[standard_id][rating] = int(count)
    return dict(counts)


@_kept
def standards_by_region(directory: Directory) -> "pd.DataFrame":
    """How often each rating on a standard for PDUs is known in each region; the regions add up to `known_by_unit`."""
    regions = directory.tables["pdus"].set_index("pdu_id")["region_id"]
    outcomes = _outcomes(directory)
    outcomes = outcomes[outcomes["area_type"] == PDU]
    named = outcomes.assign(region_id=outcomes["pdu_id"].map(regions))
    return named.groupby(["standard_id", "region_id", "rating"]).size().rename("count").reset_index()


def counts_in(directory: Directory, standard: Standard, region: Region) -> Counter[str]:
    """How often each rating on a standard for PDUs is known in a region; with what is unknown."""
    return _by_region(directory).get((standard.standard_id, region.region_id), Counter())


@_kept
def _by_region(directory: Directory) -> Mapping[tuple[str, str], Counter[str]]:
    """The same of all, by standard and region."""
    counts, table = defaultdict[tuple[str, str], Counter[str]](Counter), standards_by_region(directory)
    columns = ("standard_id", "region_id", "rating", "count")
    for standard_id, region_id, rating, count in zip(*(table[column] for column in columns), strict=True):
        counts[standard_id, region_id][rating] = int(count)
    return dict(counts)


def _outcomes(directory: Directory) -> "pd.DataFrame":
    """What each inspection that counts found on each standard of its programme for such areas."""
    standards, ratings = directory.tables["standards"], directory.tables["ratings"]
    asked = standards[["standard_id", "programme_id", "area_type"]]
    found = asked.merge(standing(directory).drop(columns="display_order"), on=["programme_id", "area_type"])
    given = ratings[["inspection_id", "standard_id", "rating"]].assign(rating=_texts(ratings["rating"]))
    outcomes = found.merge(given, how="left", on=["inspection_id", "standard_id"])
    return outcomes.assign(rating=outcomes["rating"].fillna("").replace("", NOT_AVAILABLE))


COUNTS: Mapping[str, Callable[[Directory], "pd.DataFrame"]] = {
    "units": units,
    "standard-totals": standard_totals,
    "then-and-now": then_and_now,
}
"""The counts that are published, by the names of their files."""


def count_schema(name: str, package: PackageInfo) -> TableSchema:
    """Describe a published count in the words the package uses for the same columns."""
    told = _TABLES[name]
    return TableSchema(
        name=name,
        title=told["title"],
        description=told["description"],
        path=f"{name}.csv",
        fields=tuple(described(package, column, dict(of)) for column, of in told["columns"].items()),
        primary_key=tuple(told["key"]),
    )
