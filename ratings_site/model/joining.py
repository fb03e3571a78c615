"""Joining the tables of a checked package into the directory of connected objects that pages are written from."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from ratings_site.model.directory import (
    Directory,
    Example,
    Grade,
    Inspection,
    LifeEvent,
    OtherName,
    PartialDate,
    Pdu,
    Place,
    Programme,
    Publication,
    Region,
    Source,
    Standard,
    StandardRating,
)
from ratings_site.model.tables import Tables, build_records
from ratings_site.model.wording import named, without_signs

Row = Mapping[str, Any]
Key = TypeVar("Key", bound=Hashable)


def build_directory(tables: Tables) -> Directory:
    """Join the tables of a checked package into one directory."""
    return _Joiner(tables).directory()


def _grouped(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, list[Row]]:
    groups: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def _when(row: Row, column: str, precision: str) -> PartialDate:
    return PartialDate(row[column], row[precision] or "")


class _Joiner:
    """Holds the pieces while they are put together, each built from the ones before it."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.rows = {name: build_records(tables[name]) for name in tables.frames}
        self.sources = {row["source_id"]: Source(**row) for row in self.rows["sources"]}
        self.programmes = {p.programme_id: p for p in map(self.programme, self._by_start())}
        self.standards = {s.standard_id: s for s in map(self.standard, self._by_order())}
        self.publications = {p.publication_id: p for p in map(self.publication, self.rows["publications"])}
        self.reports = {p.inspection_id: p for p in self.publications.values() if p.inspection_id}
        self.ratings = _grouped(self.rows["ratings"], lambda row: row["inspection_id"])
        self.inspections = {i.inspection_id: i for i in map(self.inspection, self.rows["inspections"])}

    def directory(self) -> Directory:
        pdus = self.all_pdus()
        regions = [self.region(row, pdus) for row in self.rows["regions"]]
        return Directory(
            package=self.tables.package,
            tables=self.tables,
            sources=self.sources,
            programmes=self.programmes,
            standards=self.standards,
            grades={grade.rating: grade for grade in self.grades()},
            inspections=self.inspections,
            publications=self.publications,
            pdus={pdu.pdu_id: pdu for pdu in pdus},
            regions={
                region.region_id: region for region in sorted(regions, key=lambda region: without_signs(region.name))
            },
        )

    def _by_start(self) -> list[dict[str, Any]]:
        """Oldest first; a programme whose beginning is unknown stands where its first report does."""
        first: dict[str, date] = {}
        for row in self.rows["inspections"]:
            if row["published"]:
                first[row["programme_id"]] = min(row["published"], first.get(row["programme_id"], date.max))
        return sorted(
            self.rows["programmes"],
            key=lambda row: (row["started"] or first.get(row["programme_id"], date.min), row["programme_id"]),
        )

    def _by_order(self) -> list[dict[str, Any]]:
        order = list(self.programmes)
        return sorted(
            self.rows["standards"],
            key=lambda row: (order.index(row["programme_id"]), row["area_type"], row["display_order"]),
        )

    def programme(self, row: Row) -> Programme:
        return Programme(
            programme_id=row["programme_id"],
            name=row["name"],
            started=_when(row, "started", "started_precision"),
            ended=_when(row, "ended", "ended_precision"),
            rated=bool(row["rated"]),
            pdu_standards=row["pdu_standards"],
            pdu_max_score=row["pdu_max_score"],
            comparable_with=row["comparable_with"],
            source=self.sources[row["source_id"]],
            note=row["note"],
        )

    def standard(self, row: Row) -> Standard:
        return Standard(
            standard_id=row["standard_id"],
            programme_id=row["programme_id"],
            area_type=row["area_type"],
            code=row["code"],
            name=named(row["name"]),
            domain=row["domain"],
            question=row["question"],
            display_order=row["display_order"],
            source=self.sources[row["source_id"]],
            note=row["note"],
        )

    def publication(self, row: Row) -> Publication:
        return Publication(
            publication_id=row["publication_id"],
            type=row["type"],
            title=row["title"],
            published=_when(row, "published", "published_precision"),
            inspection_id=row["inspection_id"],
            url=row["url"],
            source=self.sources[row["source_id"]],
            note=row["note"],
        )

    def inspection(self, row: Row) -> Inspection:
        programme = self.programmes[row["programme_id"]]
        report = self.reports.get(row["inspection_id"])
        return Inspection(
            inspection_id=row["inspection_id"],
            programme=programme,
            area_type=row["area_type"],
            pdu_id=row["pdu_id"],
            region_id=row["region_id"],
            published=_when(row, "published", "published_precision"),
            overall=row["overall"],
            overall_basis=row["overall_basis"],
            score=row["score"],
            score_basis=row["score_basis"],
            max_score=programme.pdu_max_score if row["area_type"] == "pdu" else None,
            report_url=row["report_url"],
            title=report.title if report else "",
            publication_url=report.url if report else "",
            ratings=self.ratings_of(row["inspection_id"]),
            source=self.sources[row["source_id"]],
            note=row["note"],
        )

    def ratings_of(self, inspection_id: str) -> tuple[StandardRating, ...]:
        rated = [
            StandardRating(
                standard=self.standards[row["standard_id"]],
                rating=row["rating"],
                basis=row["basis"],
                source=self.sources[row["source_id"]],
                note=row["note"],
            )
            for row in self.ratings.get(inspection_id, [])
        ]
        return tuple(sorted(rated, key=lambda r: (r.standard.display_order, r.standard.standard_id)))

    def grades(self) -> list[Grade]:
        rows = sorted(self.rows["rating_scale"], key=lambda row: row["display_order"])
        return [
            Grade(row["rating"], row["points"], row["meaning"], row["sufficient_from"], row["sufficient_to"])
            for row in rows
        ]

    def all_pdus(self) -> list[Pdu]:
        region_names = {row["region_id"]: named(row["name"]) for row in self.rows["regions"]}
        names = _grouped(self.rows["pdu_names"], lambda row: row["pdu_id"])
        successors = _grouped(self.rows["pdu_changes"], lambda row: row["pdu_id"])
        predecessors = _grouped(self.rows["pdu_changes"], lambda row: row["successor_id"])
        places = _grouped(self.rows["places"], lambda row: row["pdu_id"])
        shared = _grouped(self.rows["places"], lambda row: (row["place"], row["place_type"]))
        examples = _grouped(self.rows["practice_examples"], lambda row: row["pdu_id"])
        pdus = [
            Pdu(
                pdu_id=row["pdu_id"],
                name=named(row["name"]),
                region_id=row["region_id"],
                region_name=region_names[row["region_id"]],
                ndelius_code=row["ndelius_code"],
                opened=row["opened"],
                closed=row["closed"],
                source=self.sources[row["source_id"]],
                note=row["note"],
                other_names=tuple(self.other_name(name) for name in names.get(row["pdu_id"], [])),
                successors=self.life_events(successors.get(row["pdu_id"], []), "successor_id"),
                predecessors=self.life_events(
                    [e for e in predecessors.get(row["pdu_id"], []) if e["pdu_id"] != row["pdu_id"]], "pdu_id"
                ),
                places=tuple(
                    self.place(place, shared[place["place"], place["place_type"]])
                    for place in places.get(row["pdu_id"], [])
                ),
                inspections=self.newest_first(i for i in self.inspections.values() if i.pdu_id == row["pdu_id"]),
                examples=tuple(self.example(example) for example in examples.get(row["pdu_id"], [])),
            )
            for row in self.rows["pdus"]
        ]
        return sorted(pdus, key=lambda pdu: (pdu.closed is not None, without_signs(pdu.name)))

    def other_name(self, row: Row) -> OtherName:
        return OtherName(row["name"], row["used_by"], self.sources[row["source_id"]], row["note"])

    def life_events(self, rows: Iterable[Row], other: str) -> tuple[LifeEvent, ...]:
        return tuple(
            LifeEvent(
                change=row["change"],
                other_id=row[other],
                as_at=_when(row, "as_at", "as_at_precision"),
                source=self.sources[row["source_id"]],
                note=row["note"],
            )
            for row in rows
        )

    def place(self, row: Row, sharing: Iterable[Row]) -> Place:
        return Place(
            place=named(row["place"]),
            place_type=row["place_type"],
            extent=row["extent"],
            basis=row["basis"],
            as_at=_when(row, "as_at", "as_at_precision"),
            source=self.sources[row["source_id"]],
            note=row["note"],
            others=tuple(other["pdu_id"] for other in sharing if other["pdu_id"] != row["pdu_id"]),
        )

    def example(self, row: Row) -> Example:
        return Example(
            row["theme"], row["summary"], row["section"], row["publication_id"], self.sources[row["source_id"]]
        )

    def newest_first(self, inspections: Iterable[Inspection]) -> tuple[Inspection, ...]:
        """Newest programme first, then newest date: an unknown date does not outrank a known one."""
        order = list(self.programmes)
        return tuple(
            sorted(
                inspections,
                key=lambda i: (order.index(i.programme.programme_id), i.published.sort_key, i.inspection_id),
                reverse=True,
            )
        )

    def region(self, row: Row, pdus: Iterable[Pdu]) -> Region:
        return Region(
            region_id=row["region_id"],
            name=named(row["name"]),
            map_number=row["map_number"],
            nation=row["nation"],
            grid_row=row["grid_row"],
            grid_column=row["grid_column"],
            source=self.sources[row["source_id"]],
            pdus=tuple(pdu for pdu in pdus if pdu.region_id == row["region_id"]),
            inspections=self.newest_first(i for i in self.inspections.values() if i.region_id == row["region_id"]),
        )
