"""The figures of the 2024 annual report that say what no table of its page says, as far as their numbers are known."""

from collections.abc import Iterator, Mapping

from ratings_site.charts.chart import Chart, ChartColumn
from ratings_site.charts.findings import credit, finding
from ratings_site.model.directory import Directory
from ratings_site.model.wording import say, say_count, words_of
from ratings_site.wording.words import joined, number_word

STAGES = ("assessment", "planning", "implementation", "reviewing")
QUESTIONS = ("engagement", "desistance", "risk-of-harm")
SUFFICIENT, VICTIMS, CHARACTERISTICS = 8, 13, 15
"""The numbers of the figures."""

Values = Mapping[str, float]
"""What is known, each number by what it is called on the page."""


def annual_report_figures(directory: Directory) -> Mapping[str, Chart]:
    """The charts of the report's figures by `figure_id`, which is also their own; one without numbers has none."""
    statistics = directory.tables["statistics"].dropna(subset="value")
    known = dict(zip(statistics["statistic_id"], map(float, statistics["value"]), strict=True))
    figures = directory.tables["figures"]
    named = dict(zip(figures["number"], map(str, figures["figure_id"]), strict=True))
    return {chart.chart_id: chart for chart in _drawn(directory, known, named)}


def _drawn(directory: Directory, known: Values, named: Mapping[int, str]) -> Iterator[Chart]:
    words = words_of("charts")
    for number in (SUFFICIENT, VICTIMS, CHARACTERISTICS):
        asked = _sufficient() if number == SUFFICIENT else {key: say(name) for key, name in words[f"{number}"].items()}
        values = {name: known[statistic] for statistic, name in asked.items() if statistic in known}
        if values and number in named and (number != CHARACTERISTICS or len(values) == len(asked)):
            yield Chart(
                chart_id=named[number],
                kind="bars",
                headline=_headline(number, values, len(asked) - len(values)),
                subtitle=say(words["figure"][f"{number}"]),
                description=say("A bar for each value in our data, from 0 to 100 per cent."),
                columns=(
                    ChartColumn("measure", say("Measure")),
                    ChartColumn("per_cent", say("Per cent of cases"), "number"),
                ),
                rows=tuple(values.items()),
                source=credit(directory),
                options={"highest": 100, "unit": "%"},
            )


def _sufficient() -> dict[str, str]:
    """What the figure on supervision asks at each stage, by the name of its number."""
    stages, questions = words_of("charts")["stage"], words_of("charts")["question"]
    return {
        f"{question}-{stage}": say("{question}, {stage}", question=say(questions[question]), stage=say(stages[stage]))
        for stage in STAGES
        for question in QUESTIONS
    }


def _headline(number: int, values: Values, unknown: int) -> str:
    """What the figure finds, in the words of the report, of the numbers that are known."""
    if number == SUFFICIENT:
        told = [say("{value}% ({what})", value=f"{value:g}", what=what) for what, value in values.items()]
        forms = ("the other value is not in our data", "the other {count} values are not in our data")
        return finding(
            say("work was sufficient in {values} of cases", values=joined(told)),
            say_count(forms, unknown, count=number_word(unknown)) if unknown else "",
        )
    lowest, highest = (f"{value:g}" for value in (min(values.values()), max(values.values())))
    if number == VICTIMS:
        return say(
            "Work with victims was as expected in {lowest}% to {highest}% of cases, by the values in our data.",
            lowest=lowest,
            highest=highest,
        )
    asked, analysed = (f"{value:g}" for value in values.values())
    return say(
        "People were asked about protected characteristics in {asked}% of cases; what these mean for their "
        "engagement was analysed in {analysed}%.",
        asked=asked,
        analysed=analysed,
    )
