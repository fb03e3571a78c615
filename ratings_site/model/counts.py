"""The tables that are worked out from the package: counted, or joined into the one that a journalist can use alone.

Each is a frame; those that `counts.toml` describes are published. A report that was withdrawn counts nowhere. In the
table of all ratings one row is one rating. Points stand on the rows of standards, the composite score on the row of the
overall rating, so that neither is counted twice when a column is summed.
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # it takes half a second to load, and a build whose pages and files were kept counts nothing
    import pandas as pd

from ratings_site.model import rows, tables
from ratings_site.model.directory import Directory

BY_UNIT, FROM_TOTAL = "known_by_unit", "from_published_total"
"""Two columns of the totals of standards: ratings of known units, and totals that a report published."""

NOT_AVAILABLE = "not available"
"""What is counted where a standard was rated and no source holds the rating."""

_TOLD: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

ALL_RATINGS, *COUNTS = _TOLD
"""The tables that are published, by the names of their files: all ratings, and what is counted."""

_kept = lru_cache(maxsize=32)
"""Pages ask for the same again and again, in English and in Welsh, those of each region of its own facts."""


def schema_of(name: str, package: tables.PackageInfo) -> tables.TableSchema:
    """Describe a published table in the words the package uses for the same columns."""
    told = _TOLD[name]
    return tables.TableSchema(
        name=name,
        title=told["title"],
        description=told["description"],
        path=f"{name}.csv",
        fields=tuple(_described(package, column, dict(of)) for column, of in told["columns"].items()),
        primary_key=tuple(told["key"]),
    )


def published_schemas(package: tables.PackageInfo) -> tuple[tables.TableSchema, ...]:
    """Every table that is published but the counts: that of all ratings, then those of the package."""
    return (schema_of(ALL_RATINGS, package), *package.schemas.values())


def _described(package: tables.PackageInfo, name: str, told: dict[str, Any]) -> tables.Field:
    """A column that is worked out: `told` is what is said of it, on top of the column that it is `of`."""
    table, _, column = told.pop("of", "").partition(".")
    if not table:
        return tables.Field(name=name, **{"type": "string"} | told | {"enum": tuple(told.get("enum", ()))})
    shared = next(field for field in package.schemas[table].fields if field.name == column)
    changes: dict[str, Any] = {"name": name, "unique": False, "required": False} | told
    return replace(shared, **changes)


@lru_cache(maxsize=64)
def rows_of(directory: Directory, name: str) -> tuple[tables.ValueRow, ...]:
    """The rows of a published table, typed as its columns are described."""
    kinds = {field.name: field.type for field in schema_of(name, directory.package).fields}
    found = _MADE[name](directory)
    columns = ([_value(kind, cell) for cell in found[column].tolist()] for column, kind in kinds.items())
    return tuple(dict(zip(kinds, cells, strict=True)) for cells in zip(*columns, strict=True))


def _value(kind: str, cell: Any) -> tables.Value:
    """What a cell of a frame stands for in a column of a kind."""
    if cell is None or cell != cell:  # noqa: PLR0124  pandas' own sign for nothing is not equal to itself
        return "" if kind == "string" else None
    return int(cell) if kind == "integer" else cell


@_kept
def _frame(directory: Directory, table: str) -> "pd.DataFrame":
    import pandas as pd  # noqa: PLC0415

    return pd.DataFrame(directory.tables.rows[table], columns=directory.package.schemas[table].column_names)


def _named(directory: Directory, table: str, key: str, **names: str) -> "pd.DataFrame":
    """Some columns of a table beside its key, under other names."""
    return _frame(directory, table)[[key, *names.values()]].rename(columns={of: name for name, of in names.items()})


def _scales(directory: Directory) -> "pd.DataFrame":
    """Every rating that each programme can give, with its place on the scale, best first, and its points."""
    grades = _frame(directory, "rating_scale")[["scale_id", "rating", "display_order", "points"]]
    return _frame(directory, "programmes")[["programme_id", "scale_id"]].merge(grades, on="scale_id")


@_kept
def _inspections(directory: Directory) -> "pd.DataFrame":
    """Every inspection with the area that it is of, and the label of its date."""
    import pandas as pd  # noqa: PLC0415

    areas = [(one, directory.area_of(one)) for one in directory.inspections.values()]
    told = [
        (one.inspection_id, one.area_id, area.name, one.region_id or area.parent, getattr(area, "closed", None))
        for one, area in areas
    ]
    of_area = pd.DataFrame(told, columns=["inspection_id", "area_id", "area_name", "region_id", "area_closed"])
    labels = {one.inspection_id: one.published_label for one, _ in areas}
    found = _frame(directory, "inspections").drop(columns="region_id").merge(of_area, on="inspection_id")
    return found.assign(published_label=found["inspection_id"].map(labels))


@_kept
def _standing(directory: Directory) -> "pd.DataFrame":
    """The inspections that count, from the oldest, each with the place of its overall rating on its scale.

    An unknown date counts as the oldest of its programme.
    """
    import pandas as pd  # noqa: PLC0415

    found = _inspections(directory)
    scales = _scales(directory).rename(columns={"rating": "overall"}).drop(columns="points")
    found = found[found["status"] != rows.WITHDRAWN].merge(scales, how="left", on=["programme_id", "overall"])
    order = {programme_id: place for place, programme_id in enumerate(directory.programmes)}
    found = found.assign(place=found["programme_id"].map(order), published=pd.to_datetime(found["published"]))
    return found.sort_values(["place", "published", "published_precision", "inspection_id"], na_position="first")


def all_ratings(directory: Directory) -> "pd.DataFrame":
    """Every rating with all that it is of, by inspection and within it the overall rating first."""
    import pandas as pd  # noqa: PLC0415

    inspections, standing = _inspections(directory), _standing(directory)
    overall = inspections.merge(_named(directory, "programmes", "programme_id", max_score="pdu_max_score"))
    overall = overall.assign(rating_of="overall", rating=overall["overall"], basis=overall["overall_basis"])
    overall["max_score"] = overall["max_score"].where(overall["area_type"] == rows.PDU)
    overall[["standard_id", "standard_name", "possible"]] = ""
    of_standards = _named(directory, "standards", "standard_id", standard_name="name", programme_id="programme_id")
    rated = _frame(directory, "ratings").merge(of_standards, on="standard_id")
    rated = rated.merge(_scales(directory), how="left", on=["programme_id", "rating"])
    rated = rated.assign(rating_of="standard", score_basis="")
    told = ["inspection_id", *_OF_A_RATING]
    both = pd.concat([overall.reindex(columns=told), rated.reindex(columns=told)])
    found = both.merge(inspections[["inspection_id", *_OF_AN_INSPECTION]], on="inspection_id")
    for name, key in (("programme", "programme_id"), ("region", "region_id")):
        found = found.merge(_named(directory, f"{name}s", key, **{f"{name}_name": "name"}), how="left", on=key)
    sources = {f"source_{name}": name for name in ("title", "url", "publisher", "licence")}
    found = found.merge(_named(directory, "sources", "source_id", **sources), how="left", on="source_id")
    known = standing[~standing["overall"].isin(["", tables.NOT_RATED])].groupby(["area_type", "area_id"]).tail(1)
    found = found.assign(latest=found["inspection_id"].isin(known["inspection_id"]))
    return found.sort_values(["inspection_id", "standard_id"])


_OF_A_RATING = (
    *("rating_of", "standard_id", "standard_name", "rating", "basis", "absence", "possible", "points", "score"),
    *("score_basis", "max_score", "source_id", "note"),
)
_OF_AN_INSPECTION = (
    *("area_type", "area_name", "area_closed", "pdu_id", "region_id", "programme_id", "published"),
    *("published_precision", "published_label", "status", "report_url"),
)


def units(directory: Directory) -> "pd.DataFrame":
    """Every PDU with its newest inspection, of whatever programme; empty where there has been none."""
    newest = _standing(directory).groupby("pdu_id").tail(1).assign(last_inspection=lambda found: found["inspection_id"])
    newest = newest[["pdu_id", "last_inspection", "programme_id", "overall", "score", "published_label", "status"]]
    regions = _named(directory, "regions", "region_id", region="name")
    programmes = _named(directory, "programmes", "programme_id", programme="name")
    pdus = _frame(directory, "pdus")[["pdu_id", "name", "region_id", "closed"]].merge(regions, on="region_id")
    found = pdus.merge(newest, how="left", on="pdu_id").merge(programmes, how="left", on="programme_id")
    return found.rename(columns={"pdu_id": "area_id"}).sort_values("area_id")


def then_and_now(directory: Directory) -> "pd.DataFrame":
    """Every PDU that was rated in two programmes, with the newest rating of each, and how it changed."""
    found = _standing(directory)
    rated = found[(found["area_type"] == rows.PDU) & found["display_order"].notna()]
    newest = rated.groupby(["pdu_id", "programme_id"]).tail(1)
    columns = ["inspection_id", "overall", "scale_id", "display_order", "status"]
    earlier = newest.groupby("pdu_id")[columns].shift(1).add_prefix("earlier_")
    both = newest.join(earlier).groupby("pdu_id").tail(1).dropna(subset="earlier_inspection_id")
    steps = (both["earlier_display_order"] - both["display_order"]).clip(-1, 1)
    changes = steps.map({-1: "lower", 0: "same", 1: "higher"}).where(both["scale_id"] == both["earlier_scale_id"], "")
    names = {"earlier_inspection_id": "earlier_inspection", "earlier_overall": "earlier_rating"}
    names |= {"inspection_id": "later_inspection", "overall": "later_rating", "status": "later_status"}
    return both.assign(change=changes).rename(columns=names).sort_values("pdu_id")


def standard_totals(directory: Directory) -> "pd.DataFrame":
    """How often each rating was given on each standard.

    A total that a report states for a set of inspections stands for them where the tables hold exactly as many as it
    says, none of which another set counted; the others are counted one by one. What is known of each unit by name, in a
    set or not, stands apart.
    """
    import pandas as pd  # noqa: PLC0415

    key, numbers = ["standard_id", "rating"], [FROM_TOTAL, "from_rows", BY_UNIT]
    left, stated = _outcomes(directory), []
    found = {BY_UNIT: left.groupby(key).size(), "inspected": left.groupby("standard_id").size()}
    for (_, standard_id), total in _frame(directory, "rating_totals").groupby(["set_id", "standard_id"]):
        first, last = (pd.Timestamp(total[f"published_{end}"].iloc[0]) for end in ("from", "to"))
        is_dated = left["published"].between(first, last) & (left["published_precision"] != "year")
        members = left[(left["standard_id"] == standard_id) & is_dated]
        if len(members) == total["inspections"].iloc[0] == total["count"].sum():
            stated.append(total)
            left = left.drop(members.index)
    found |= {"from_rows": left.groupby(key).size()}
    totals = pd.concat([_frame(directory, "rating_totals")[:0], *stated])
    found |= {FROM_TOTAL: totals.groupby(key)["count"].sum()}
    standards = _frame(directory, "standards")[["standard_id", "name", "area_type", "programme_id"]]
    counts = standards.merge(_scales(directory), on="programme_id")[[*key, "display_order"]]
    for name in numbers:
        counts = counts.merge(found[name].rename(name).reset_index(), how="outer", on=key)
    counts[numbers] = counts[numbers].fillna(0)
    counts = counts.merge(found["inspected"].rename("inspected").reset_index(), on="standard_id")
    counts = counts.merge(standards, on="standard_id").assign(count=counts[FROM_TOTAL] + counts["from_rows"])
    order = {standard_id: place for place, standard_id in enumerate(directory.standards)}
    counts = counts.assign(place=counts["standard_id"].map(order))
    return counts.sort_values(["place", "display_order", "rating"])


@_kept
def _outcomes(directory: Directory) -> "pd.DataFrame":
    """What each inspection that counts found on each standard of its programme for such areas."""
    asked = _frame(directory, "standards")[["standard_id", "programme_id", "area_type"]]
    found = asked.merge(_standing(directory), on=["programme_id", "area_type"])
    given = _frame(directory, "ratings")[["inspection_id", "standard_id", "rating"]]
    found = found.merge(given, how="left", on=["inspection_id", "standard_id"])
    return found.assign(rating=found["rating"].fillna("").replace("", NOT_AVAILABLE))


_MADE: Mapping[str, Callable[[Directory], "pd.DataFrame"]] = {
    ALL_RATINGS: all_ratings, "units": units, "standard-totals": standard_totals, "then-and-now": then_and_now,
}  # fmt: skip


@_kept
def rated_units(directory: Directory) -> Mapping[str, Counter[str]]:
    """For each region, how many of its open PDUs have which overall rating in the current programme."""
    found, pdus = _standing(directory), _frame(directory, "pdus")
    newest = found[found["programme_id"] == directory.current_programme.programme_id].groupby("pdu_id").tail(1)
    living = pdus[pdus["closed"].isna()][["pdu_id", "region_id"]].merge(newest[["pdu_id", "overall"]], on="pdu_id")
    return _counters(living.groupby(["region_id", "overall"]).size().items())


def latest_inspections(directory: Directory) -> set[str]:
    """Identifiers of the newest rated inspection of each area; an unknown date counts as the oldest."""
    return {row["inspection_id"] for row in rows_of(directory, ALL_RATINGS) if row["latest"]}


def counts_of(directory: Directory, standard_id: str, of: str) -> Counter[str]:
    """How often each rating was given on a standard, with what is unknown.

    By one column of the table of totals, or what is known in a region, by its identifier; the regions add up to
    `known_by_unit`.
    """
    return _counts(directory).get((standard_id, of), Counter())


@_kept
def _counts(directory: Directory) -> Mapping[tuple[str, str], Counter[str]]:
    totals = rows_of(directory, "standard-totals")
    told = [((row["standard_id"], of, row["rating"]), row[of]) for row in totals for of in (BY_UNIT, FROM_TOTAL)]
    outcomes = _outcomes(directory)
    of_pdus = outcomes[outcomes["area_type"] == rows.PDU]
    return _counters([*told, *of_pdus.groupby(["standard_id", "region_id", "rating"]).size().items()])


def _counters(counted: Iterable[tuple[Any, Any]]) -> dict[Any, Counter[str]]:
    """How often each rating was given, by what stands before the rating in its key."""
    counts = defaultdict[Any, Counter[str]](Counter)
    for (*of, rating), count in counted:
        if count:
            counts[of[0] if len(of) == 1 else tuple(of)][rating] = int(count)
    return dict(counts)
