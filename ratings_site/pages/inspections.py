"""What the page of an inspection says: all that is held of it, in one place to link to; and the list of all of them."""

from bisect import bisect_left, bisect_right
from datetime import date
from itertools import groupby
from operator import attrgetter

from ratings_site.model.directory import Directory
from ratings_site.model.rows import NATIONAL, Inspection
from ratings_site.model.wording import say, to_say
from ratings_site.pages.answers import missing_sentence
from ratings_site.pages.found import found_by
from ratings_site.pages.headline import inspection_headline, status_notices
from ratings_site.pages.page import Facts, View
from ratings_site.pages.parts import absence_of_score, address_words
from ratings_site.pages.publications import MOST, lead_of, news_of_inspection
from ratings_site.wording.sentences import points_of
from ratings_site.wording.words import ENOUGH, number_word

KINDS = {
    "pdu": to_say("Inspection of a probation delivery unit"),
    "region": to_say("Inspection of a region"),
    "national": to_say("National inspection"),
    "approved premises": to_say("Inspection of approved premises"),
}
"""What the inspections of each kind of area are called."""

OUTCOME = ("overall", "published", "rating", "score", "status")
"""The columns of which a correction is said at the top of the page; the others are listed at its end."""


def build_inspection_view(inspection: Inspection, directory: Directory) -> View:
    """The inspection with its outcome, its findings and numbers, and what was published of it."""
    area, found = directory.area_of(inspection), found_by(inspection, directory)
    rows = [row for _, some in found["findings"] for row in some]
    sentences = [*found["facts"], *found["numbers"]]
    headline, title = inspection_headline(inspection, directory), inspection_title(inspection, directory)
    corrections = directory.corrections_by_page.get(("inspection", inspection.inspection_id), ())
    published = directory.reports.get(inspection.inspection_id, ())
    known = [rating for rating in inspection.ratings if rating.rating]
    lead = lead_of(inspection.inspection_id, directory)
    sources = (*inspection.sources, *(row.source for row in rows), *(source for _, source in sentences))
    return {
        "title": title,
        "said": f"{headline.sentence} {lead.summary}" if lead else headline.sentence,
        "inspection": inspection,
        "area": area,
        "eyebrow": say(KINDS[inspection.area_type]),
        "headline": headline,
        "more": [*filter(None, (score_sentence(inspection, directory), *headline.more, inspection.note))],
        "notices": status_notices((inspection,)),
        "corrections": corrections,
        "corrected": [correction for correction in corrections if correction.column in OUTCOME],
        **found,
        "known": known,
        "missing": missing_sentence(inspection),
        "others": [other for other in area.inspections if other != inspection],
        "publications": published,
        "whereabouts": [words for one in published if (words := address_words(one))],
        "sources": sorted(set(sources), key=attrgetter("title", "source_id")),
    }


def score_sentence(inspection: Inspection, directory: Directory) -> str:
    """The score of an inspection beside all known scores of its programme, or why it is missing; empty without one."""
    own, points = inspection.score, points_of(inspection.score, inspection.max_score)
    if own is None:
        return absence_of_score(inspection)
    scores = directory.scores.get(inspection.programme.programme_id, ())
    below, above = bisect_left(scores, own), len(scores) - bisect_right(scores, own)
    others = len(scores) - inspection.counts
    if others + 1 < ENOUGH:
        return say("Its score is {points}.", points=points)
    counts = (above, others - above - below, below)
    higher, same, lower = (number_word(count) if count else say("none") for count in counts)
    return say(
        "Its score is {points}. Of the {others} other scores of its programme that we know, {higher} are higher, "
        "{same} equal and {lower} lower.",
        points=points,
        others=number_word(others),
        higher=higher,
        same=same,
        lower=lower,
    )


def inspection_title(inspection: Inspection, directory: Directory) -> str:
    """What the page is called: the area, and the day of the report as exactly as it is known."""
    when = inspection.published_label
    said = (
        say(KINDS[NATIONAL])
        if inspection.area_type == NATIONAL
        else say("Inspection of {area}", area=directory.area_of(inspection).name)
    )
    return say("{inspection}, published {when}", inspection=said, when=when) if when else said


def build_inspections_view(facts: Facts) -> View:
    """Inspections with a line of what they found, by the year of the report, newest first; of many, the newest."""
    directory = facts.directory
    told = [news_of_inspection(one, directory) for one in directory.inspections.values()]
    told.sort(key=lambda one: one.to.text)
    told.sort(key=lambda one: one.day, reverse=True)
    elsewhere = {one.address for one in directory.inspections.values() if directory.area_of(one).address}
    shown = [one for place, one in enumerate(told) if place < MOST or one.to.address not in elsewhere]
    years = groupby(shown, key=lambda one: str(one.day.year) if one.day > date.min else "")
    return {"years": [(year, list(inspections)) for year, inspections in years], "left": len(told) - len(shown)}
