"""The figures of the 2024 annual report that can be drawn again, in whole or in part, from the package."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from ratings_site.model.directory import Directory, Standard
from ratings_site.model.views.chart import Chart, ChartColumn, Value
from ratings_site.model.views.charts.findings import credit, finding, none_clause, ratings_clause
from ratings_site.model.views.charts.shares import DESCRIPTION, count_columns, count_row, standards_finding
from ratings_site.model.views.charts.totals import Totals
from ratings_site.model.views.rating import shown_overall
from ratings_site.model.views.words import joined, number_word

PDU_SET = "annual-report-2024-pdus"
"""The set of inspections that the report counts."""

STAGES = {
    "assessment": "Assessment",
    "planning": "Planning",
    "implementation": "Implementation",
    "reviewing": "Reviewing",
}
QUESTIONS = {"engagement": "Engagement", "desistance": "Desistance", "risk-of-harm": "Risk of harm"}
OTHER_VALUES = "Other values of the figure"


def annual_report_figures(directory: Directory) -> Mapping[str, Chart]:
    """The charts of the report's figures by `figure_id`; a figure whose numbers are lost has none."""
    totals = _PduTotals(directory)
    draw: dict[int, Callable[[], Chart | None]] = {
        1: totals.overall,
        2: lambda: totals.by_standard("Organisational arrangements and activity", "on organisation"),
        3: lambda: totals.of("Leadership"),
        4: lambda: totals.of("Staffing"),
        7: lambda: totals.by_standard("Service delivery", "on service delivery"),
        8: lambda: _sufficient_work(directory),
        13: lambda: _work_with_victims(directory),
        15: lambda: _characteristics(directory),
    }
    figures = directory.tables["figures"].to_dict("records")
    drawn = {str(row["figure_id"]): draw[int(row["number"])]() for row in figures if int(row["number"]) in draw}
    return {
        figure_id: replace(chart, chart_id=figure_id) for figure_id, chart in sorted(drawn.items()) if chart is not None
    }


class _PduTotals:
    """What the report counts of its PDU inspections."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.totals = Totals(directory)
        self.source = credit(directory)

    def overall(self) -> Chart | None:
        inspections = self.totals.inspections_of_set(PDU_SET)
        if not inspections:
            return None
        outcomes = [shown_overall(inspection).value for inspection in inspections]
        none = none_clause(outcomes)
        return self._chart(
            finding(ratings_clause(outcomes, "PDU") + (f"; {none}" if none else "")),
            "Overall ratings",
            [("All PDUs", Counter(outcomes))],
        )

    def of(self, name: str) -> Chart | None:
        counts = {standard.name: count for standard, count in self._counts().items()}
        if name not in counts:
            return None
        return self._chart(
            f"{name}: {ratings_clause(counts[name].elements(), 'PDU')}.",
            f"Ratings for {name.lower()}",
            [(name, counts[name])],
        )

    def by_standard(self, domain: str, about: str) -> Chart | None:
        counts = {standard: count for standard, count in self._counts().items() if standard.domain == domain}
        if not counts:
            return None
        rows = [(standard.name, count) for standard, count in counts.items()]
        return self._chart(standards_finding(counts, "PDU"), f"Ratings on the standards {about}", rows)

    def _counts(self) -> dict[Standard, Counter[str]]:
        counts = {s: self.totals.of_set(PDU_SET, s) for s in self.directory.standards.values()}
        return {standard: count for standard, count in counts.items() if count}

    def _chart(self, headline: str, what: str, rows: list[tuple[str, Counter[str]]]) -> Chart:
        inspected = rows[0][1].total()
        return Chart(
            chart_id="",
            kind="shares",
            headline=headline,
            subtitle=f"{what} of the {number_word(inspected)} PDUs inspected, February 2024 to February 2025",
            description=DESCRIPTION,
            columns=count_columns(ChartColumn("standard", "Standard")),
            rows=tuple(count_row(name, counts) for name, counts in rows),
            source=self.source,
        )


def _sufficient_work(directory: Directory) -> Chart | None:
    known = _statistics(directory)
    rows = [
        (stage_name, question_name, _number(known.get(f"{question}-{stage}")))
        for stage, stage_name in STAGES.items()
        for question, question_name in QUESTIONS.items()
    ]
    told = [f"{value:g}% ({question.lower()}, {stage.lower()})" for stage, question, value in rows if value is not None]
    if not told:
        return None
    lost = len(rows) - len(told)
    return _percentages(
        directory,
        f"Work was sufficient in {joined(told)} of cases; the other {number_word(lost)} values are lost.",
        "Cases in which work was judged sufficient, by stage of supervision, 24 PDUs, February 2024 to February 2025",
        rows,
    )


def _work_with_victims(directory: Directory) -> Chart | None:
    known = _statistics(directory)
    rows: list[tuple[str, str, float | None]] = [
        ("Work with victims", label, _number(known.get(statistic)))
        for statistic, label in {
            "victim-initial-contact": "Initial contact was appropriate and in time",
            "victim-views-opportunity": "The victim could give their views before release",
            "victim-info-shared": "Information was shared with practitioners",
            "victim-views-treated": "The victim's views were treated appropriately",
        }.items()
    ]
    values = [value for _, _, value in rows if value is not None]
    if not values:
        return None
    return _percentages(
        directory,
        f"Work with victims was as expected in {min(values):g}% to {max(values):g}% of cases, where numbers survive.",
        "Cases of statutory victim contact delivered as expected, three regions, February 2024 to February 2025",
        [*rows, ("Work with victims", OTHER_VALUES, None)],
    )


def _characteristics(directory: Directory) -> Chart | None:
    known = _statistics(directory)
    asked, analysed = _number(known.get("protected-asked")), _number(known.get("protected-analysed"))
    if asked is None or analysed is None:
        return None
    return _percentages(
        directory,
        f"People were asked about protected characteristics in {asked:g}% of cases; what these mean for their "
        f"engagement was analysed in {analysed:g}%.",
        "Cases in which people were asked, and the impact was analysed; 24 PDUs, February 2024 to February 2025",
        [
            ("Protected characteristics", "People were asked about them", asked),
            ("Protected characteristics", "Their impact on engagement was analysed", analysed),
        ],
    )


def _percentages(
    directory: Directory, headline: str, subtitle: str, rows: list[tuple[str, str, float | None]]
) -> Chart:
    typed: tuple[tuple[Value, ...], ...] = tuple(rows)
    return Chart(
        chart_id="",
        kind="percentages",
        headline=headline,
        subtitle=subtitle,
        description="A bar for each value from 0 to 100 per cent; a dashed box stands for a value that is lost.",
        columns=(
            ChartColumn("group", "Part"),
            ChartColumn("measure", "Measure"),
            ChartColumn("per_cent", "Per cent of cases", "number"),
        ),
        rows=typed,
        source=credit(directory),
    )


def _statistics(directory: Directory) -> dict[str, Any]:
    table = directory.tables["statistics"]
    return dict(zip(table["statistic_id"], table["value"], strict=True))


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)
