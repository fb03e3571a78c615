"""What inspectors found and counted, as pages show it: findings by kind, inspection by inspection, and numbers."""

from collections.abc import Iterable
from typing import Any

from ratings_site.model.directory import Directory, by_weight
from ratings_site.model.rows import Finding, Inspection, Source, Statistic
from ratings_site.model.wording import say, say_count, to_count, to_say
from ratings_site.wording.words import date_words, number_word

KINDS = {
    "strength": to_say("What was good"),
    "concern": to_say("What was of concern"),
    "cause": to_say("What stood in the way"),
    "change": to_say("What had changed"),
    "recommendation": to_say("What inspectors recommend"),
    "forward look": to_say("What was to come"),
}
"""The kinds of finding in the order in which pages show them, and what they are called there."""


Groups = tuple[tuple[str, tuple[Finding, ...]], ...]
Sourced = tuple[tuple[str, Source], ...]
"""Sentences, each with where it is from."""


def found_by(inspection: Inspection, directory: Directory) -> dict[str, Any]:
    """What is held of one inspection; `source` is where all findings are from, None where from several sources."""
    rows = directory.findings.get(inspection.inspection_id, ())
    sources = dict.fromkeys(row.source for row in rows)
    return {
        "findings": by_kind(by_weight(rows)),
        "facts": facts_of(inspection, rows),
        "numbers": [(number_sentence(n), n.source) for n in directory.numbers.get(inspection.inspection_id, ())],
        "source": next(iter(sources)) if len(sources) == 1 else None,
    }


def told_of_change(inspection: Inspection, directory: Directory) -> list[Finding]:
    """What inspectors say has changed since the inspection before."""
    return [row for row in by_weight(directory.findings.get(inspection.inspection_id, ())) if row.kind == "change"]


def by_kind(rows: Iterable[Finding]) -> Groups:
    """Findings under what their kind is called."""
    held = list(rows)
    groups = ((say(name), tuple(row for row in held if row.kind == kind)) for kind, name in KINDS.items())
    return tuple((name, of_kind) for name, of_kind in groups if of_kind)


def facts_of(inspection: Inspection, rows: Iterable[Finding]) -> Sourced:
    """When inspectors were there, and how many recommendations they made, where no finding says so."""
    said: list[tuple[str, Source]] = []
    if inspection.fieldwork_from and inspection.fieldwork_to and inspection.fieldwork_source:
        days = (inspection.fieldwork_from, inspection.fieldwork_to)
        first, last = (date_words(day, inspection.fieldwork_precision) for day in days)
        when = first if first == last else say("{first} to {last}", first=first, last=last)
        said.append((say("Fieldwork: {when}.", when=when), inspection.fieldwork_source))
    return (*said, *recommendations_of(inspection, rows))


def recommendations_of(inspection: Inspection, rows: Iterable[Finding]) -> Sourced:
    """How many recommendations the report makes, where it is known and no finding says so."""
    count, source = inspection.recommendations, inspection.recommendations_source
    if not count or source is None or any(row.kind == "recommendation" for row in rows):
        return ()
    forms = to_count("The report makes one recommendation.", "The report makes {count} recommendations.")
    return ((say_count(forms, count, count=number_word(count)), source),)


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
    return say("{measure}: {value}", measure=number.measure, value=value_words(number))


def value_words(number: Statistic) -> str:
    """A value with its unit as the report says it: "over 500 staff", "13 of 50 cases", "32 per cent"."""
    if number.value is None:
        return say("not available")
    said = figure_words(number.value)
    if number.value_to is not None:
        said = say("{low} to {high}", low=said, high=figure_words(number.value_to))
    if number.of_how_many is not None:
        said = say("{count} of {all}", count=said, all=number.of_how_many)
    known = "" if number.qualifier in {"", "exactly"} else f"{number.qualifier} "
    return f"{known}{said} {number.unit}".strip()


def figure_words(value: float) -> str:
    """A number as it is read: whole numbers without a decimal point."""
    return str(int(value)) if float(value).is_integer() else str(value)
