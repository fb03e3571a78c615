"""What the page of the 2024 annual report in figures says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ratings_site.model.directory import Directory, Inspection, Pdu, Region, Source
from ratings_site.model.tables import build_records
from ratings_site.model.views import charts
from ratings_site.model.views.chart import Chart
from ratings_site.model.views.lists import InspectionItem, inspection_item
from ratings_site.model.views.parts import Citation, Link, citation, corrections_sentence
from ratings_site.model.views.rating import Shown, shown_grade
from ratings_site.model.views.statistics import StatisticRow, statistic_rows
from ratings_site.model.wording import say

KEY_SECTION = "Key facts and findings"
"""The section of the report that lists its key findings."""


@dataclass(frozen=True)
class FigureView:
    """One of the report's figures: redrawn as far as its numbers survive, or why it is not."""

    figure_id: str
    number: int
    caption: str
    status: str
    note: str
    chart: Chart | None
    statistics: tuple[StatisticRow, ...]


@dataclass(frozen=True)
class FindingRow:
    """A key finding, and the section of the report it comes from."""

    finding_id: str
    kind: str
    summary: str
    section: str
    source: Source


@dataclass(frozen=True)
class SectionFindings:
    """The findings of one section of the report."""

    section: str
    rows: tuple[FindingRow, ...]


@dataclass(frozen=True)
class TotalsRow:
    """What the report says of one standard: how often each rating was given."""

    set_id: str
    standard_id: str
    standard: str
    counts: tuple[int | None, ...]
    inspections: int


@dataclass(frozen=True)
class TopicGroup:
    """The published figures of one topic."""

    topic: str
    rows: tuple[StatisticRow, ...]


@dataclass(frozen=True)
class AnnualReportView:
    """The report in figures."""

    source: Source
    strengths: tuple[FindingRow, ...]
    concerns: tuple[FindingRow, ...]
    sections: tuple[SectionFindings, ...]
    ratings: tuple[Shown, ...]
    totals: tuple[TotalsRow, ...]
    pdus: tuple[InspectionItem, ...]
    figures: tuple[FigureView, ...]
    topics: tuple[TopicGroup, ...]
    examples: tuple[tuple[Link, str, str, str], ...]
    corrected: str
    citation: Citation


def build_annual_report_view(directory: Directory) -> AnnualReportView | None:
    """Work out the page from the tables: figures, findings, totals, every published number; None without a report."""
    if directory.annual_report is None:
        return None
    findings = finding_rows(directory)
    return AnnualReportView(
        source=directory.annual_report,
        strengths=tuple(row for row in findings if row.section == KEY_SECTION and row.kind == "strength"),
        concerns=tuple(row for row in findings if row.section == KEY_SECTION and row.kind == "concern"),
        sections=section_findings(findings),
        ratings=tuple(map(shown_grade, directory.grades.values())),
        totals=totals_rows(directory),
        pdus=reported_pdus(directory),
        figures=figure_views(directory),
        topics=topic_groups(directory),
        examples=examples(directory),
        corrected=corrections_sentence(directory, "annual-report-2024/"),
        citation=citation(directory, say("The 2024 annual report in figures"), "annual-report-2024/"),
    )


def finding_rows(directory: Directory) -> tuple[FindingRow, ...]:
    """The findings of the annual report in the order of the table; those of inspections stand on their areas' pages."""
    return tuple(
        FindingRow(found.finding_id, found.kind, found.summary, found.section, found.source)
        for rows in directory.findings.values()
        for found in rows
        if found.publication_id and found.source == directory.annual_report
    )


def section_findings(findings: Sequence[FindingRow]) -> tuple[SectionFindings, ...]:
    """The findings beside the key ones, by section of the report in the order of the table."""
    sections: dict[str, list[FindingRow]] = {}
    for row in findings:
        if row.section != KEY_SECTION:
            sections.setdefault(row.section, []).append(row)
    return tuple(SectionFindings(section, tuple(rows)) for section, rows in sections.items())


def totals_rows(directory: Directory) -> tuple[TotalsRow, ...]:
    """For each set of inspections and standard, how often each rating was given; None where the report says nothing."""
    counts: dict[tuple[str, str], dict[str, int]] = {}
    sizes: dict[tuple[str, str], int] = {}
    for row in build_records(directory.tables["rating_totals"]):
        key = (row["set_id"], row["standard_id"])
        counts.setdefault(key, {})[row["rating"]] = row["count"]
        sizes[key] = row["inspections"]
    order = list(directory.standards)
    return tuple(
        TotalsRow(
            set_id=set_id,
            standard_id=standard_id,
            standard=directory.standards[standard_id].name,
            counts=tuple(found.get(rating) for rating in directory.grades),
            inspections=sizes[set_id, standard_id],
        )
        for (set_id, standard_id), found in sorted(counts.items(), key=lambda i: (i[0][0], order.index(i[0][1])))
    )


def reported_pdus(directory: Directory) -> tuple[InspectionItem, ...]:
    """The inspections of PDUs that the report covers, best score first: those its set of totals holds."""
    rows = [row for row in build_records(directory.tables["rating_totals"]) if row["set_id"] == directory.report_set]
    inspections = [i for i in directory.counted if i.pdu_id and rows and in_set(i, rows[0])]
    inspections.sort(key=lambda i: (-(i.score or 0), i.inspection_id))
    return tuple(item for i in inspections if (item := inspection_item(i, directory)))


def in_set(inspection: Inspection, totals: Mapping[str, Any]) -> bool:
    """Whether an inspection is one of the set that a row of rating totals counts."""
    published = inspection.published.value
    return (
        inspection.programme.programme_id == totals["programme_id"]
        and published is not None
        and totals["published_from"] <= published <= totals["published_to"]
    )


def figure_views(directory: Directory) -> tuple[FigureView, ...]:
    """The report's figures in their order, each with its picture where its numbers survive."""
    drawn = charts.annual_report_figures(directory)
    rows = sorted(build_records(directory.tables["figures"]), key=lambda row: row["number"])
    return tuple(
        FigureView(
            figure_id=row["figure_id"],
            number=row["number"],
            caption=row["caption"],
            status=row["status"],
            note=row["note"],
            chart=drawn.get(row["figure_id"]),
            statistics=statistic_rows(directory, figure=row["figure_id"]),
        )
        for row in rows
    )


def topic_groups(directory: Directory) -> tuple[TopicGroup, ...]:
    """Every published figure of the report, by topic in the order of the table."""
    groups: dict[str, list[StatisticRow]] = {}
    for row in statistic_rows(directory):
        if row.source == directory.annual_report:
            groups.setdefault(row.topic, []).append(row)
    return tuple(TopicGroup(topic, tuple(rows)) for topic, rows in groups.items())


def examples(directory: Directory) -> tuple[tuple[Link, str, str, str], ...]:
    """Good practice the report names a PDU or a region for: the area, theme, summary and section, PDUs first."""
    areas: tuple[Pdu | Region, ...] = (*directory.pdus.values(), *directory.regions.values())
    return tuple(
        (Link(area.name, area.address), example.theme, example.summary, example.section)
        for area in areas
        for example in area.examples
    )
