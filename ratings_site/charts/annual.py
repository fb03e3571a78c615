"""The figures of the 2024 annual report that can be drawn again, in whole or in part, from the package."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from ratings_site.charts.chart import Chart, ChartColumn, Value
from ratings_site.charts.findings import credit, finding, finding_about, none_clause, ratings_clause
from ratings_site.charts.shares import DESCRIPTION, count_columns, count_row, standards_finding
from ratings_site.charts.totals import Totals
from ratings_site.model.directory import Directory, Standard
from ratings_site.model.wording import capital, say, say_count, to_say, words_of
from ratings_site.wording.rating import shown_overall
from ratings_site.wording.words import joined, number_word, plural

STAGES = ("assessment", "planning", "implementation", "reviewing")
QUESTIONS = ("engagement", "desistance", "risk-of-harm")
VICTIMS = ("victim-initial-contact", "victim-views-opportunity", "victim-info-shared", "victim-views-treated")
CHARACTERISTICS = ("protected-asked", "protected-analysed")
"""Statistics of a figure, and words of their identifiers, each named in a table below."""


def annual_report_figures(directory: Directory) -> Mapping[str, Chart]:
    """The charts of the report's figures by `figure_id`; one without numbers in the data has none."""
    totals = _PduTotals(directory)
    draw: dict[int, Callable[[], Chart | None]] = {
        1: totals.overall,
        2: lambda: totals.by_standard(
            "Organisational arrangements and activity", to_say("Ratings on the standards on organisation")
        ),
        3: lambda: totals.of("Leadership"),
        4: lambda: totals.of("Staffing"),
        7: lambda: totals.by_standard("Service delivery", to_say("Ratings on the standards on service delivery")),
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
        inspections = self.totals.inspections_of_set(self.directory.report_set)
        if not inspections:
            return None
        outcomes = [shown_overall(inspection).value for inspection in inspections]
        headline = finding(
            ratings_clause(outcomes, self.directory.grades, "pdu"), none_clause(outcomes, self.directory.grades)
        )
        return self._chart(headline, say("Overall ratings"), [(say("All PDUs"), Counter(outcomes))])

    def of(self, name: str) -> Chart | None:
        counts = {standard.name: count for standard, count in self._counts().items()}
        if name not in counts:
            return None
        return self._chart(
            finding_about(name, ratings_clause(counts[name].elements(), self.directory.grades, "pdu")),
            say("Ratings for {standard}", standard=name.lower()),
            [(name, counts[name])],
        )

    def by_standard(self, domain: str, about: str) -> Chart | None:
        counts = {standard: count for standard, count in self._counts().items() if standard.domain == domain}
        if not counts:
            return None
        rows = [(standard.name, count) for standard, count in counts.items()]
        return self._chart(standards_finding(counts, self.directory.grades, "pdu"), say(about), rows)

    def _counts(self) -> dict[Standard, Counter[str]]:
        counts = {s: self.totals.of_set(self.directory.report_set, s) for s in self.directory.standards.values()}
        return {standard: count for standard, count in counts.items() if count}

    def _chart(self, headline: str, what: str, rows: list[tuple[str, Counter[str]]]) -> Chart:
        inspected = rows[0][1].total()
        return Chart(
            chart_id="",
            kind="shares",
            headline=headline,
            subtitle=say(
                "{what} of the {pdus} inspected, February 2024 to February 2025",
                what=what,
                pdus=plural(inspected, "pdu"),
            ),
            description=say(DESCRIPTION),
            columns=count_columns(ChartColumn("standard", say("Standard")), self.directory.grades),
            rows=tuple(count_row(name, counts, self.directory.grades) for name, counts in rows),
            source=self.source,
            grades=self.directory.all_grades,
        )


def _sufficient_work(directory: Directory) -> Chart | None:
    known = _statistics(directory)
    names = [
        (say(words_of("charts")["stage"][stage]), say(words_of("charts")["question"][question]), f"{question}-{stage}")
        for stage in STAGES
        for question in QUESTIONS
    ]
    values = [(stage, question, _number(known.get(statistic))) for stage, question, statistic in names]
    told = [
        say("{value}% ({question}, {stage})", value=f"{value:g}", question=question, stage=stage)
        for stage, question, value in values
        if value is not None
    ]
    if not told:
        return None
    lost = len(values) - len(told)
    return _percentages(
        directory,
        finding(
            say("work was sufficient in {values} of cases", values=joined(told)),
            say_count(
                ("the other value is not in our data", "the other {count} values are not in our data"),
                lost,
                count=number_word(lost),
            )
            if lost
            else "",
        ),
        say(
            "Cases in which work was judged sufficient, by stage of supervision, 24 PDUs, February 2024 to February "
            "2025"
        ),
        [(capital(stage), capital(question), value) for stage, question, value in values],
    )


def _work_with_victims(directory: Directory) -> Chart | None:
    known = _statistics(directory)
    part = say("Work with victims")
    rows: list[tuple[str, str, float | None]] = [
        (part, say(words_of("charts")["victims"][statistic]), _number(known.get(statistic))) for statistic in VICTIMS
    ]
    values = [value for _, _, value in rows if value is not None]
    if not values:
        return None
    return _percentages(
        directory,
        say(
            "Work with victims was as expected in {lowest}% to {highest}% of cases, by the values in our data.",
            lowest=f"{min(values):g}",
            highest=f"{max(values):g}",
        ),
        say("Cases of statutory victim contact delivered as expected, three regions, February 2024 to February 2025"),
        [*rows, (part, say("Other values of the figure"), None)],
    )


def _characteristics(directory: Directory) -> Chart | None:
    known = _statistics(directory)
    asked, analysed = (_number(known.get(statistic)) for statistic in CHARACTERISTICS)
    if asked is None or analysed is None:
        return None
    part = say("Protected characteristics")
    return _percentages(
        directory,
        say(
            "People were asked about protected characteristics in {asked}% of cases; what these mean for their "
            "engagement was analysed in {analysed}%.",
            asked=f"{asked:g}",
            analysed=f"{analysed:g}",
        ),
        say("Cases in which people were asked, and the impact was analysed; 24 PDUs, February 2024 to February 2025"),
        [
            (part, say(words_of("charts")["characteristics"][statistic]), value)
            for statistic, value in zip(CHARACTERISTICS, (asked, analysed), strict=True)
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
        description=say("A bar for each value in our data, from 0 to 100 per cent."),
        columns=(
            ChartColumn("group", say("Part")),
            ChartColumn("measure", say("Measure")),
            ChartColumn("per_cent", say("Per cent of cases"), "number"),
        ),
        rows=typed,
        source=credit(directory),
    )


def _statistics(directory: Directory) -> dict[str, Any]:
    table = directory.tables["statistics"]
    return dict(zip(table["statistic_id"], table["value"], strict=True))


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)
