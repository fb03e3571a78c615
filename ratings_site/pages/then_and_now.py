"""What the page of units rated twice says: under two programmes, each with the inspectorate's own words where held."""

from collections.abc import Iterable
from dataclasses import dataclass

from ratings_site.model.counts import then_and_now
from ratings_site.model.directory import Directory, Finding, Inspection, Pdu, by_weight
from ratings_site.model.rows import Area
from ratings_site.model.tables import build_records
from ratings_site.model.wording import say, say_count, to_count, to_say
from ratings_site.pages.page import Facts, View
from ratings_site.pages.parts import citation
from ratings_site.wording.words import joined, number_word, plural

ADDRESS = "then-and-now/"

GROUPS = {
    "lower": to_say("Lower than before"),
    "same": to_say("The same as before"),
    "higher": to_say("Higher than before"),
}
"""How a grade can differ from the one before it, in the order of the page."""

COUNTED = {
    "lower": to_count("one is rated lower now", "{count} are rated lower now"),
    "same": to_count("one is rated the same", "{count} are rated the same"),
    "higher": to_count("one is rated higher", "{count} are rated higher"),
}
"""The same in a sentence."""


@dataclass(frozen=True)
class Pair:
    """A unit with its newest rating of each of two programmes, and what was said at the later inspection of change."""

    pdu: Pdu
    earlier: Inspection
    later: Inspection
    change: str
    words: tuple[Finding, ...]


def pairs(directory: Directory, area: Area | None = None) -> list[Pair]:
    """The units rated on one scale in two programmes, by name; of a region or a PDU those that belong to it."""
    found = [
        Pair(
            pdu=directory.pdus[row["pdu_id"]],
            earlier=directory.inspections[row["earlier_inspection"]],
            later=directory.inspections[row["later_inspection"]],
            change=row["change"],
            words=words_of_change(directory.findings.get(row["later_inspection"], ())),
        )
        for row in build_records(then_and_now(directory))
        if row["change"]
    ]
    own = [pair for pair in found if area is None or area.id in (pair.pdu.pdu_id, pair.pdu.region_id)]
    return sorted(own, key=lambda pair: pair.pdu.name)


def words_of_change(rows: Iterable[Finding]) -> tuple[Finding, ...]:
    """What was said of change: of the whole first."""
    told = [row for row in by_weight(rows) if row.kind == "change"]
    return tuple(sorted(told, key=lambda row: row.topic != "overall"))


def twice_sentence(directory: Directory, area: Area | None = None) -> str:
    """How many units were rated in two programmes, and how many of them lower, the same and higher; or nothing."""
    rated = pairs(directory, area)
    if not rated:
        return ""
    counted = [(COUNTED[change], sum(pair.change == change for pair in rated)) for change in GROUPS]
    said = joined([say_count(forms, count, count=number_word(count)) for forms, count in counted if count])
    return say("Of {units} rated in two programmes, {changes}.", units=plural(len(rated), "pdu"), changes=said)


def build_then_and_now_view(facts: Facts) -> View | None:
    """The units in groups, as their grade is lower, the same or higher; no page where none was rated twice."""
    directory = facts.directory
    rated = pairs(directory)
    if not rated:
        return None
    return {
        "sentence": twice_sentence(directory),
        "groups": [(say(name), [pair for pair in rated if pair.change == key]) for key, name in GROUPS.items()],
        "citation": citation(directory, say("Then and now"), ADDRESS),
    }
