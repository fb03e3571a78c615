"""Published figures as rows: the number with what it counts, of what, when, and where the report says it."""

from dataclasses import dataclass

from ratings_site.model.directory import Directory, Source
from ratings_site.model.rows import Statistic
from ratings_site.model.tables import build_records
from ratings_site.model.wording import say
from ratings_site.pages.parts import corrected_on


@dataclass(frozen=True)
class StatisticRow:
    """One published figure."""

    statistic_id: str
    topic: str
    measure: str
    area: str
    value: str
    period: str
    section: str
    source: Source
    note: str
    corrected: str
    """When the figure was corrected, in words; empty where it was not."""


def statistic_rows(directory: Directory, *, region_id: str = "") -> tuple[StatisticRow, ...]:
    """Figures in the order of the table; where asked those about one region that stand at no inspection of it."""
    rows = [
        row
        for row in build_records(directory.tables["statistics"])
        if not region_id or (row["region_id"] == region_id and not row["inspection_id"])
    ]
    return tuple(
        StatisticRow(
            statistic_id=row["statistic_id"],
            topic=row["topic"],
            measure=row["measure"],
            area=row["area"],
            value=value_words(row["qualifier"], row["value"], row["value_to"], row["unit"], row["of_how_many"]),
            period=row["period"],
            section=row["section"],
            source=directory.sources[row["source_id"]],
            note=row["note"],
            corrected=corrected_on(
                directory, "statistics", row["statistic_id"], "value", "value_to", "qualifier", "unit"
            ),
        )
        for row in rows
    )


def number_sentence(number: Statistic) -> str:
    """A number as a sentence: what was counted, of how many, and at which stage of the work."""
    said = [f"{number_words(number)}."]
    if number.counted.casefold() not in f"{number.measure} {number.unit}".casefold():
        said.append(say("Counted: {counted}.", counted=number.counted))
    if number.stage and number.stage not in number.measure.casefold():
        said.append(say("Stage: {stage}.", stage=number.stage))
    return " ".join(said)


def number_words(number: Statistic) -> str:
    """What was counted, and how many of how many it was."""
    value = value_words(number.qualifier, number.value, number.value_to, number.unit, number.of_how_many)
    return say("{measure}: {value}", measure=number.measure, value=value)


def value_words(
    qualifier: str, value: float | None, value_to: float | None, unit: str, of_how_many: int | None = None
) -> str:
    """A value with its unit as the report says it: "over 500 staff", "13 of 50 cases", "32 per cent"."""
    if value is None:
        return say("not available")
    number = figure_words(value)
    if value_to is not None:
        number = say("{low} to {high}", low=number, high=figure_words(value_to))
    if of_how_many is not None:
        number = say("{count} of {all}", count=number, all=of_how_many)
    known = "" if qualifier in {"", "exactly"} else f"{qualifier} "
    return f"{known}{number} {unit}".strip()


def figure_words(value: float) -> str:
    """A number as it is read: whole numbers without a decimal point."""
    return str(int(value)) if float(value).is_integer() else str(value)
