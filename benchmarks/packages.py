"""Packages of the real schema with any number of units: the committed one, with invented regions and units added.

An invented region has ten units. Each unit has three inspections with their reports, ratings, findings, sources and
three places. The same number of units always gives the same bytes.
"""

import csv
import json
import shutil
from pathlib import Path

REAL = Path(__file__).resolve().parents[1] / "datapackage"
UNITS_IN_REGION = 10
STANDARDS = ("leadership", "staffing", "services", "assessment", "planning", "implementation-and-delivery", "reviewing")
GRADES = ("Inadequate", "Requires improvement", "Good", "Outstanding")
OVERALL = ((6, "Inadequate"), (13, "Requires improvement"), (17, "Good"), (21, "Outstanding"))
TOPICS = ("keeping people safe", "staffing and workload", "services and partnerships")

Rows = dict[str, list[dict[str, str]]]


def grow(folder: Path, units: int) -> Path:
    """Write a package of so many units into a folder that is not there, with the releases that lie beside the real."""
    package = folder / "datapackage"
    shutil.copytree(REAL, package)
    for name in ("releases", "addresses.csv"):
        source = REAL.parent / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    present = len((REAL / "pdus.csv").read_text(encoding="utf-8").splitlines()) - 1
    for table, rows in invent(units - present).items():
        _append(package / f"{table}.csv", rows)
    _allow_more_regions(package / "datapackage.json")
    return package


def _allow_more_regions(descriptor: Path) -> None:
    """The real schema has room for twelve regions on the map; nothing else of it is changed."""
    described = json.loads(descriptor.read_text(encoding="utf-8"))
    (regions,) = (resource for resource in described["resources"] if resource["name"] == "regions")
    for field in regions["schema"]["fields"]:
        if field["name"] in {"map_number", "grid_row", "grid_column"}:
            field["constraints"]["maximum"] = 100_000
    descriptor.write_text(json.dumps(described, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def invent(units: int) -> Rows:
    """The rows of so many invented units and of their regions."""
    rows: Rows = {}

    def add(table: str, **cells: str) -> None:
        rows.setdefault(table, []).append(cells)

    for number in range(units):
        region = f"region-{number // UNITS_IN_REGION + 1:04}"
        if number % UNITS_IN_REGION == 0:
            _add_region(add, region)
        _add_unit(add, number, region)
    return rows


def _add_region(add, region: str) -> None:
    place = int(region.removeprefix("region-"))
    add(
        "regions",
        region_id=region,
        name=f"Invented region {place}",
        map_number=str(100 + place),
        nation="England",
        grid_row=str(20 + place // 10),
        grid_column=str(place % 10 + 1),
        source_id=_add_source(add, f"list-{region}", f"List of {region}"),
    )


def _add_unit(add, number: int, region: str) -> None:
    town = f"{chr(ord('A') + number % 26)}town"
    unit = f"{town.lower()}-{number + 1}"
    name = f"{town} {number + 1}"
    source = f"list-{region}"
    add("pdus", pdu_id=unit, name=name, region_id=region, source_id=source)
    for part in ("North", "South", "Market"):
        add(
            "places", place=f"{name} {part}", place_type="town", pdu_id=unit, extent="town",
            basis="stated", as_at="2025-06-01", as_at_precision="month", source_id=source,
        )  # fmt: skip
    for year, programme in ((2021, "pdu-2021"), (2022, "pdu-2021"), (2025, "core-2023")):
        _add_inspection(add, number, unit, name, year=year, programme=programme)


def _add_inspection(add, number: int, unit: str, name: str, *, year: int, programme: str) -> None:
    inspection = f"{unit}-{year}"
    published = f"{year}-{number % 3 + 7:02}-{number % 27 + 1:02}"
    source = _add_source(add, f"report-{inspection}", f"Report on the {year} inspection of {name}")
    points = [(number * 7 + year + place * 5) % 11 % 4 for place in range(len(STANDARDS))]
    scored = {"score": str(sum(points)), "score_basis": "stated"} if programme == "core-2023" else {}
    overall = next(grade for most, grade in OVERALL if sum(points) <= most)
    add(
        "inspections", inspection_id=inspection, programme_id=programme, area_type="pdu", pdu_id=unit,
        published=published, published_precision="day", overall=overall, overall_basis="stated", status="published",
        absence="" if scored else "not printed in the part we hold", source_id=source, **scored,
    )  # fmt: skip
    add(
        "publications", publication_id=inspection, type="PDU inspection report", title=f"{name} in {year}",
        published=published, published_precision="day", inspection_id=inspection,
        url=f"https://reports.example/{inspection}", url_kind="publication", source_id=source,
    )  # fmt: skip
    for place, standard in enumerate(STANDARDS if scored else ()):
        add(
            "ratings", inspection_id=inspection, standard_id=f"core-2023-pdu-{standard}",
            rating=GRADES[points[place]], basis="stated", source_id=source,
        )  # fmt: skip
    for kind, topic in zip(("strength", "concern", "cause"), TOPICS, strict=True):
        add(
            "findings", finding_id=f"{inspection}-{kind}", inspection_id=inspection, kind=kind, topic=topic,
            summary=f"What inspectors said of {topic} at {name} in {year}.", basis="stated", source_id=source,
        )  # fmt: skip


def _add_source(add, source: str, title: str) -> str:
    add(
        "sources", source_id=source, title=title, publisher="HM Inspectorate of Probation",
        publisher_type="inspectorate", url=f"https://reports.example/{source}", retrieved="2026-11-23",
        licence="OGL-UK-3.0",
    )  # fmt: skip
    return source


def _append(file: Path, rows: list[dict[str, str]]) -> None:
    with file.open(encoding="utf-8", newline="") as stream:
        columns = next(csv.reader(stream))
    with file.open("a", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
        writer.writerows(rows)
