"""What the page of units rated twice says: under two programmes, each with the inspectorate's own words where held."""

from dataclasses import dataclass

from ratings_site import charts
from ratings_site.model.counts import then_and_now
from ratings_site.model.directory import Directory, by_weight
from ratings_site.model.rows import Finding, Inspection, Pdu
from ratings_site.model.tables import build_records
from ratings_site.model.wording import say, say_count, to_say, words_of
from ratings_site.pages.page import Facts, View
from ratings_site.wording.words import joined, number_word, plural

ADDRESS = "then-and-now/"

GROUPS = {
    "lower": to_say("Lower than before"),
    "same": to_say("The same as before"),
    "higher": to_say("Higher than before"),
}
"""How a grade can differ from the one before it, in the order of the page."""


@dataclass(frozen=True)
class Pair:
    """A unit with its newest rating of each of two programmes, and what was said at the later inspection of change."""

    pdu: Pdu
    earlier: Inspection
    later: Inspection
    change: str
    words: list[Finding]


def pairs(directory: Directory) -> list[Pair]:
    """The units rated on one scale in two programmes, by name."""
    found = [
        Pair(
            pdu=directory.pdus[row["pdu_id"]],
            earlier=directory.inspections[row["earlier_inspection"]],
            later=directory.inspections[row["later_inspection"]],
            change=row["change"],
            words=[
                one for one in by_weight(directory.findings.get(row["later_inspection"], ())) if one.kind == "change"
            ],
        )
        for row in build_records(then_and_now(directory))
        if row["change"]
    ]
    return sorted(found, key=lambda pair: pair.pdu.name)


def twice_sentence(directory: Directory) -> str:
    """How many units were rated in two programmes, and how many of them lower, the same and higher; or nothing."""
    rated = pairs(directory)
    counted = [(words_of("ratings")["moved"][change], sum(p.change == change for p in rated)) for change in GROUPS]
    said = joined([say_count(forms, count, count=number_word(count)) for forms, count in counted if count])
    units = plural(len(rated), "unit")
    return say("Of {units} rated in two programmes, {changes}.", units=units, changes=said) if said else ""


def build_then_and_now_view(facts: Facts) -> View | None:
    """The chart that counts them, and the units in groups; no page where none was rated twice."""
    directory = facts.directory
    rated = pairs(directory)
    if not rated:
        return None
    return {
        "chart": charts.then_and_now(directory),
        "groups": [(say(name), [pair for pair in rated if pair.change == key]) for key, name in GROUPS.items()],
    }
