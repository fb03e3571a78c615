"""What the pages of the rules say: each standard and how areas did on it, and how ratings are made."""

from collections import Counter

from ratings_site.charts import counted
from ratings_site.model import rows
from ratings_site.model.directory import Directory
from ratings_site.model.wording import say, to_say
from ratings_site.pages.found import number_words
from ratings_site.pages.page import Facts, View
from ratings_site.wording.files import NOT_AT_RANDOM

AREA_TYPES = {
    "pdu": to_say("probation delivery units"),
    "region": to_say("regions"),
    "national": to_say("the national service"),
    "approved premises": to_say("approved premises"),
}
"""What standards can be for, in the order of the page of all standards."""


def build_standard_view(standard: rows.Standard, directory: Directory) -> View:
    """The standard, how often each rating was given, and of whom that is known."""
    programme = directory.programmes[standard.programme_id]
    results = standard_results(standard, directory)
    totals = directory.totals.get(standard.standard_id, ())
    return {
        "areas": say(AREA_TYPES[standard.area_type]),
        "programme": programme.name,
        "standard": standard,
        "corrections": directory.corrections_by_page.get(("standard", standard.standard_id), ()),
        "shares": counted.shares_of_one_standard(directory, standard.standard_id),
        "not_at_random": say(NOT_AT_RANDOM),
        "results": [result for result in results if result[1].rating],
        "inspected": len(results),
        "sources_of_totals": list(dict.fromkeys(total.source for total in totals)),
    }


def standard_results(
    standard: rows.Standard, directory: Directory
) -> list[tuple[rows.Inspection, rows.StandardRating]]:
    """Every inspection that rated the standard: best first, what is not available last, then by name."""
    order = [*directory.programmes[standard.programme_id].grades, ""]
    results = [
        (inspection, rating)
        for inspection in directory.counted
        for rating in inspection.ratings
        if rating.standard == standard
    ]

    def place(result: tuple[rows.Inspection, rows.StandardRating]) -> tuple[int, str, str]:
        inspection, rating = result
        return order.index(rating.rating), directory.area_of(inspection).name, inspection.inspection_id

    return sorted(results, key=place)


def build_standards_view(facts: Facts) -> View:
    """Group every standard by programme and type of area: the current programme first, then from the newest."""
    directory, current = facts.directory, facts.directory.current_programme
    newest_first = [*directory.programmes.values()][::-1]
    groups = [
        (
            say("{programme}: standards for {areas}", programme=programme.name, areas=say(areas)),
            programme,
            standards,
            # that of the current one heads this page, or the page of regions
            counted.shares_of_ratings(directory, programme.programme_id, area_type) if programme != current else None,
        )
        for programme in sorted(newest_first, key=lambda programme: programme != current)
        for area_type, areas in AREA_TYPES.items()
        if (standards := directory.standards_of(programme.programme_id, area_type))
    ]
    return {
        "groups": groups,
        "not_at_random": say(NOT_AT_RANDOM),
        "shares": counted.shares_of_ratings(directory, current.programme_id, "pdu"),
        "totals": [file for file in facts.files if file.subject == "standard-totals"],
        "lowest": [*current.grades][-1],
        "programme_id": current.programme_id,
    }


BEFORE = "Inspections of 2018 to 2021"
"""The topic of the numbers on inspections before there were PDUs."""


def build_method_view(facts: Facts) -> View:
    """The scale, the bands and the programmes, newest first, and how many ratings are known in which way."""
    directory = facts.directory
    programmes = tuple(directory.programmes.values())[::-1]
    before = [number for number in directory.numbers.get("", ()) if number.topic == BEFORE]
    return {
        "bands": sorted(directory.rows(rows.ScoreBand), key=lambda band: -band.score_from),
        "programmes": tuple((p, [i for i in directory.counted if i.programme == p]) for p in programmes),
        "before": [
            *(say("{number} ({period}).", number=number_words(number), period=number.period) for number in before),
            *dict.fromkeys(number.note for number in before if number.note),
        ],
        "before_sources": list(dict.fromkeys(number.source for number in before)),
        "ratings": Counter(rating.basis for inspection in directory.counted for rating in inspection.ratings),
    }
