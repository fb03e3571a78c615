"""Synthetic rows of the tables, with everything a test does not care about filled in; no name in it is a real area.

`a_package(a_region(...), a_pdu(...), ...)` puts rows into a whole package with the real descriptor. A row knows its
table, so the order of the arguments does not matter. Without rows of their own, a package has one source, the four
ratings, the two programmes below and their standards.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ratings_site.check.descriptor import read_descriptor
from ratings_site.check.issues import Findings
from ratings_site.model.tables import PackageInfo, Tables, TableSchema, Value, build_tables, read_value
from tests.frozen import frozen_package

SCALE = "four-ratings"
SYMBOLS = {"Outstanding": "★", "Good": "●", "Requires improvement": "▲", "Inadequate": "■"}
EARLIER, CURRENT = "pdu-2021", "core-2023"
PDU_STANDARDS = (
    "Leadership", "Staffing", "Services", "Assessment", "Planning", "Implementation and delivery", "Reviewing",
)  # fmt: skip
REGION_STANDARDS = ("Leadership", "Staffing", "Public protection", "Statutory victim work")
DOMAIN_ONE = ("Leadership", "Staffing", "Services")


@dataclass(frozen=True)
class Row:
    """One row of a table, as the text a CSV file holds."""

    table: str
    cells: dict[str, str]


def _row(table: str, cells: dict[str, object], changes: dict[str, object]) -> Row:
    return Row(table, {name: str(value) for name, value in (cells | changes).items() if value is not None})


def slug(name: str) -> str:
    return "-".join("".join(letter if letter.isalnum() else " " for letter in name.casefold()).split())


def a_source(source_id: str = "a-source", **changes: object) -> Row:
    cells = {"title": "A synthetic source", "publisher": "Nobody", "url": "https://source.example/"}
    cells |= {"publisher_type": "other"}
    return _row(
        "sources", {"source_id": source_id, "retrieved": "2026-11-23", "licence": "OGL-UK-3.0"} | cells, changes
    )


def a_region(name: str = "Northland", **changes: object) -> Row:
    cells = {"region_id": slug(name), "name": name, "map_number": 1, "nation": "England", "grid_row": 1}
    return _row("regions", cells | {"grid_column": 1, "source_id": "a-source"}, changes)


def a_pdu(name: str = "Alderby", region: str = "Northland", **changes: object) -> Row:
    cells = {"pdu_id": slug(name), "name": name, "region_id": slug(region), "source_id": "a-source"}
    return _row("pdus", cells, changes)


def a_programme(programme_id: str = CURRENT, **changes: object) -> Row:
    known = {
        EARLIER: {
            "name": "PDU inspections of 2021 to 2023", "started": "2021-01-01", "started_precision": "year",
            "ended": "2023-08-01", "ended_precision": "month", "pdu_standards": 9, "pdu_max_score": 27,
        },
        CURRENT: {
            "name": "Core programme since October 2023",
            "started": "2023-10-01",
            "started_precision": "month",
            "pdu_standards": 7,
            "pdu_max_score": 21,
        },
    }  # fmt: skip
    cells = {"programme_id": programme_id, "name": programme_id, "rated": "yes", "scale_id": SCALE}
    cells |= {"source_id": "a-source", "searched_on": "2026-11-23"}
    return _row("programmes", cells | known.get(programme_id, {}), changes)


def a_standard(name: str, programme: str = CURRENT, area_type: str = "pdu", order: int = 1, **changes: object) -> Row:
    cells = {
        "standard_id": f"{programme}-{area_type}-{slug(name)}", "programme_id": programme, "area_type": area_type,
        "code": str(order), "name": name,
        "domain": "Organisational arrangements and activity" if name in DOMAIN_ONE else "Service delivery",
        "question": f"What do inspectors ask about {name.casefold()}?", "display_order": order, "source_id": "a-source",
    }  # fmt: skip
    return _row("standards", cells, changes)


def an_inspection(pdu: str = "Alderby", programme: str = CURRENT, **changes: object) -> Row:
    """An inspection of a PDU in October 2024; for a region say `area_type="region", pdu_id="", region_id=...`."""
    published = str(changes.get("published", "2024-10-24"))
    cells = {
        "inspection_id": f"{slug(pdu)}-{published[:4] or 'undated'}", "programme_id": programme, "area_type": "pdu",
        "pdu_id": slug(pdu), "published": published, "published_precision": "day" if published else "",
        "overall": "Requires improvement", "overall_basis": "stated", "status": "published", "source_id": "a-source",
    }  # fmt: skip
    return _row("inspections", cells, changes)


def a_regional_inspection(region: str = "Northland", programme: str = CURRENT, **changes: object) -> Row:
    cells = {"area_type": "region", "pdu_id": "", "region_id": slug(region)}
    return an_inspection(region, programme, **(cells | changes))


def a_rating(inspection_id: str, standard: str, rating: str = "Good", **changes: object) -> Row:
    """One standard's rating; an empty one is not available."""
    cells = {
        "inspection_id": inspection_id,
        "standard_id": standard if standard.startswith((EARLIER, CURRENT)) else f"{CURRENT}-pdu-{slug(standard)}",
        "rating": rating,
        "basis": "stated" if rating else "not available",
        "absence": "" if rating else "dots unreadable",
        "source_id": "a-source",
    }
    return _row("ratings", cells, changes)


def ratings_of(inspection_id: str, *ratings: str, area_type: str = "pdu") -> list[Row]:
    """All ratings of an inspection of the current programme in the order of the standards; "" is not available."""
    names = PDU_STANDARDS if area_type == "pdu" else REGION_STANDARDS
    return [
        a_rating(inspection_id, f"{CURRENT}-{area_type}-{slug(name)}", rating)
        for name, rating in zip(names, ratings, strict=True)
    ]


def a_rating_total(standard: str, rating: str, count: int, **changes: object) -> Row:
    cells = {
        "set_id": "a-set", "standard_id": f"{CURRENT}-pdu-{slug(standard)}", "rating": rating, "programme_id": CURRENT,
        "published_from": "2024-02-01", "published_to": "2025-02-28", "inspections": count, "count": count,
        "source_id": "a-source",
    }  # fmt: skip
    return _row("rating_totals", cells, changes)


def a_publication(title: str = "A bulletin", kind: str = "Research and analysis bulletin", **changes: object) -> Row:
    cells = {"publication_id": slug(title), "type": kind, "title": title, "published": "2024-05-01"}
    return _row("publications", cells | {"published_precision": "month", "source_id": "a-source"}, changes)


def a_statistic(statistic_id: str, value: object, **changes: object) -> Row:
    cells = {"statistic_id": statistic_id, "topic": "A topic", "measure": statistic_id, "area": "Everywhere"}
    cells |= {"basis": "stated"}
    return _row("statistics", cells | {"value": value, "unit": "per cent", "source_id": "a-source"}, changes)


def a_finding(finding_id: str, kind: str = "concern", **changes: object) -> Row:
    cells = {"finding_id": finding_id, "inspection_id": "alderby-2024", "kind": kind, "source_id": "a-source"}
    return _row("findings", cells | {"summary": f"Summary {finding_id}."}, changes)


def a_figure(number: int, caption: str = "A figure", status: str = "complete", **changes: object) -> Row:
    cells = {"figure_id": f"figure-{number}", "number": number, "caption": caption, "status": status}
    return _row("figures", cells | {"source_id": "a-source"}, changes)


def a_grade(rating: str, points: int, order: int, **changes: object) -> Row:
    cells = {"scale_id": SCALE, "rating": rating, "points": points, "display_order": order, "is_good": "no"}
    cells |= {"symbol": SYMBOLS.get(rating, "◆"), "meaning": f"What {rating} means.", "source_id": "a-source"}
    cells |= {"is_good": "yes" if rating in {"Outstanding", "Good"} else "no"}
    cells |= dict.fromkeys(("fill", "on_fill", "ink", "tint"), "#0B0C0C")
    return _row("rating_scale", cells, changes)


def _usual_rows() -> list[Row]:
    scale = ("Outstanding", 3), ("Good", 2), ("Requires improvement", 1), ("Inadequate", 0)
    return [
        a_source(),
        *(a_grade(rating, points, order) for order, (rating, points) in enumerate(scale, 1)),
        a_programme(EARLIER),
        a_programme(CURRENT),
        *(a_standard(name, order=order) for order, name in enumerate(PDU_STANDARDS, 1)),
        *(a_standard(name, area_type="region", order=order) for order, name in enumerate(REGION_STANDARDS, 1)),
    ]


def a_package(*rows: Row, today: str = "") -> Tables:
    """A package of these rows; `today` is its own date, otherwise the descriptor's."""
    return tables_of(package_info(today), by_table(*_usual_rows()) | by_table(*rows))


def by_table(*rows: Row) -> dict[str, list[dict[str, str]]]:
    """The cells of rows by their table."""
    tables = defaultdict(list)
    for row in rows:
        tables[row.table].append(row.cells)
    return dict(tables)


def tables_of(package: PackageInfo, rows: Mapping[str, Iterable[Mapping[str, str]]]) -> Tables:
    """A package of rows that are written as text, as in a CSV file."""
    named = ((schema, rows.get(name, ())) for name, schema in package.schemas.items())
    return build_tables(package, {schema.name: [typed_row(schema, row) for row in of] for schema, of in named})


def typed_row(schema: TableSchema, row: Mapping[str, str]) -> dict[str, Value]:
    return {field.name: read_value(field, row.get(field.name, "")) for field in schema.fields}


@cache
def package_info(today: str = "") -> PackageInfo:
    """The real descriptor as the product reads it, with another date of the package where one is given."""
    described = read_descriptor(frozen_package(), Findings())
    assert described is not None
    assert described.info is not None
    return described.info.but(created=f"{today}T09:30:00Z") if today else described.info
