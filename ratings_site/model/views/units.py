"""What the site counts, each with its words: how many, a part of a whole, a share."""

from dataclasses import dataclass

from ratings_site.model.wording import to_count, to_say

Forms = tuple[str, str]


@dataclass(frozen=True)
class Unit:
    """The words of a thing that is counted: none, some, and parts of a whole; what is never said of it is left out.

    Two forms are those of one and of several: of a whole of one thing, "the only PDU" and "no PDU".
    """

    some: Forms = ("", "")
    none: str = ""
    whole: Forms = ("", "")
    both: str = ""
    nothing: Forms = ("", "")
    neither: str = ""
    part: Forms = ("", "")


UNITS = {
    "other": Unit(some=to_count("one other", "{count} others")),
    "score": Unit(some=to_count("one score", "{count} scores")),
    "known_score": Unit(some=to_count("one known score", "{count} known scores")),
    "publication": Unit(some=to_count("one publication", "{count} publications"), none=to_say("no publications")),
    "inspection": Unit(some=to_count("one inspection", "{count} inspections"), none=to_say("no inspections")),
    "point": Unit(some=to_count("one point", "{count} points"), none=to_say("no points")),
    "year": Unit(some=to_count("one year", "{count} years")),
    "month": Unit(some=to_count("one month", "{count} months")),
    "row": Unit(some=to_count("one row", "{count} rows"), none=to_say("no rows")),
    "chart": Unit(some=to_count("one chart", "{count} charts")),
    "source": Unit(some=to_count("one source", "{count} sources")),
    "overall_rating": Unit(some=to_count("one overall rating", "{count} overall ratings")),
    "standard_rating": Unit(some=to_count("one rating of a standard", "{count} ratings of standards")),
    "new_inspection": Unit(some=to_count("one new inspection", "{count} new inspections")),
    "withdrawn_inspection": Unit(some=to_count("one withdrawn inspection", "{count} withdrawn inspections")),
    "new_publication": Unit(some=to_count("one new publication", "{count} new publications")),
    "withdrawn_publication": Unit(some=to_count("one publication less", "{count} publications fewer")),
    "new_pdu": Unit(some=to_count("one new PDU", "{count} new PDUs")),
    "closed_pdu": Unit(some=to_count("one closed PDU", "{count} closed PDUs")),
    "renamed_pdu": Unit(some=to_count("one renamed PDU", "{count} renamed PDUs")),
    "moved_pdu": Unit(some=to_count("one PDU in another region", "{count} PDUs in other regions")),
    "removed_pdu": Unit(some=to_count("one PDU taken out", "{count} PDUs taken out")),
    "correction": Unit(some=to_count("one correction", "{count} corrections")),
    "change_to_places": Unit(some=to_count("one change to the places served", "{count} changes to the places served")),
    "change_to_columns": Unit(some=to_count("one change to tables or columns", "{count} changes to tables or columns")),
    "pdu": Unit(
        some=to_count("one PDU", "{count} PDUs"),
        none=to_say("no PDUs"),
        whole=to_count("the only PDU", "all {count} PDUs"),
        both=to_say("both PDUs"),
        nothing=to_count("no PDU", "none of the {count} PDUs"),
        neither=to_say("neither of the two PDUs"),
        part=to_count("{part} of {count} PDU", "{part} of {count} PDUs"),
    ),
    "region": Unit(
        some=to_count("one region", "{count} regions"),
        none=to_say("no regions"),
        whole=to_count("the only region", "all {count} regions"),
        both=to_say("both regions"),
        nothing=to_count("no region", "none of the {count} regions"),
        neither=to_say("neither of the two regions"),
        part=to_count("{part} of {count} region", "{part} of {count} regions"),
    ),
    "standard": Unit(
        some=to_count("one standard", "{count} standards"),
        none=to_say("no standards"),
        whole=to_count("the only standard", "all {count} standards"),
        both=to_say("both standards"),
        nothing=to_count("no standard", "none of the {count} standards"),
        neither=to_say("neither of the two standards"),
        part=to_count("{part} of {count} standard", "{part} of {count} standards"),
    ),
    "pdu_since": Unit(
        none=to_say("no PDUs inspected {since}"),
        whole=to_count("the only PDU inspected {since}", "all {count} PDUs inspected {since}"),
        both=to_say("both PDUs inspected {since}"),
        nothing=to_count("no PDU inspected {since}", "none of the {count} PDUs inspected {since}"),
        neither=to_say("neither of the two PDUs inspected {since}"),
        part=to_count("{part} of {count} PDU inspected {since}", "{part} of {count} PDUs inspected {since}"),
    ),
    "inspected_pdu": Unit(
        none=to_say("no inspected PDUs"),
        whole=to_count("the only inspected PDU", "all {count} inspected PDUs"),
        both=to_say("both inspected PDUs"),
        nothing=to_count("no inspected PDU", "none of the {count} inspected PDUs"),
        neither=to_say("neither of the two inspected PDUs"),
        part=to_count("{part} of {count} inspected PDU", "{part} of {count} inspected PDUs"),
    ),
    "inspected_region": Unit(
        none=to_say("no inspected regions"),
        whole=to_count("the only inspected region", "all {count} inspected regions"),
        both=to_say("both inspected regions"),
        nothing=to_count("no inspected region", "none of the {count} inspected regions"),
        neither=to_say("neither of the two inspected regions"),
        part=to_count("{part} of {count} inspected region", "{part} of {count} inspected regions"),
    ),
    "known_pdu": Unit(
        none=to_say("no PDUs with a known rating"),
        whole=to_count("the only PDU with a known rating", "all {count} PDUs with a known rating"),
        both=to_say("both PDUs with a known rating"),
        nothing=to_count("no PDU with a known rating", "none of the {count} PDUs with a known rating"),
        neither=to_say("neither of the two PDUs with a known rating"),
        part=to_count("{part} of {count} PDU with a known rating", "{part} of {count} PDUs with a known rating"),
    ),
    "known_region": Unit(
        none=to_say("no regions with a known rating"),
        whole=to_count("the only region with a known rating", "all {count} regions with a known rating"),
        both=to_say("both regions with a known rating"),
        nothing=to_count("no region with a known rating", "none of the {count} regions with a known rating"),
        neither=to_say("neither of the two regions with a known rating"),
        part=to_count("{part} of {count} region with a known rating", "{part} of {count} regions with a known rating"),
    ),
    "other_pdu": Unit(
        whole=to_count("the other", "all {count} other PDUs with a known score"),
        both=to_say("both other PDUs with a known score"),
    ),
}
"""By the name that code gives them."""

SHARES = {
    "pdu": (to_say("every PDU"), to_say("{share} of PDUs")),
    "region": (to_say("every region"), to_say("{share} of regions")),
    "known_pdu": (to_say("every PDU with a known rating"), to_say("{share} of PDUs with a known rating")),
    "known_region": (to_say("every region with a known rating"), to_say("{share} of regions with a known rating")),
}
"""Every one of a unit, and a share of them."""
