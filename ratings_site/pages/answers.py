"""What the tables answer of what readers ask: what inspectors found and counted, each sentence with its source.

The second half is what stands below the headline of an area's page.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ratings_site.model import wording
from ratings_site.model.counts import rows_of
from ratings_site.model.directory import SAFETY, Directory, by_score_then_name
from ratings_site.model.rows import Area, Finding, Inspection, Pdu, Programme, Region, Source, StandardRating, Statistic
from ratings_site.model.wording import say, say_count, to_count, to_say, words_of
from ratings_site.pages.parts import in_words, quotation
from ratings_site.wording import words
from ratings_site.wording.sentences import in_month, published

Groups = tuple[tuple[str, tuple[Finding, ...]], ...]
Sourced = tuple[tuple[str, Source], ...]
"""Sentences, each with where it is from."""


def by_kind(rows: Iterable[Finding]) -> Groups:
    """Findings under what their kind is called."""
    held = list(rows)
    groups = ((kind, tuple(row for row in held if row.kind == kind)) for kind in words_of("ratings")["finding"])
    return tuple((in_words("finding", kind), of_kind) for kind, of_kind in groups if of_kind)


def recommendations_of(inspection: Inspection, rows: Iterable[Finding]) -> Sourced:
    """How many recommendations the report makes, where it is known and no finding says so."""
    count, source = inspection.recommendations, inspection.recommendations_source
    if not count or source is None or any(row.kind == "recommendation" for row in rows):
        return ()
    forms = to_count("The report makes one recommendation.", "The report makes {count} recommendations.")
    return ((say_count(forms, count, count=words.number_word(count)), source),)


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


ABOUT_SAFETY = (SAFETY, "victims", "information sharing")
"""The topics of findings that say whether people are kept safe, the plainest first."""

ON_SAFETY = ("Public protection", "Statutory victim work")
"""The standards of a region that ask whether people are kept safe and victims are served."""

FEW = 2
"""How many sentences answer a question: the others stand on the page of the inspection."""

MOVES = ("lower", "same", "higher", "other")
"""How a grade can differ from the one before it, in the order of pages."""

NEAREST = 3
"""How many other units a page offers to compare with."""


@dataclass(frozen=True)
class Told:
    """A sentence and where it is from; `is_quoted` where it stands in the words of its source."""

    text: str
    source: Source
    published: str = ""
    is_quoted: bool = False


def told_of(finding: Finding, inspection: Inspection | None, *, quoted: bool = False) -> Told:
    """A finding in plain words, or in those of its source where it is to be quoted and there are any."""
    is_own = finding.source.publisher_type == "inspectorate"
    when = published(inspection) if inspection and is_own and inspection.published.value else ""
    is_quoted = quoted and bool(finding.quote)
    return Told(quotation(finding.quote) if is_quoted else finding.summary, finding.source, when, is_quoted)


def findings_of(inspection: Inspection | None, directory: Directory, *kinds: str) -> list[Finding]:
    """What inspectors found at an inspection, if there was one, of some kinds, in the order of the table."""
    rows = directory.findings.get(inspection.inspection_id, ()) if inspection else ()
    return [row for row in rows if row.kind in kinds]


def safety(inspection: Inspection | None, directory: Directory) -> list[Finding]:
    """What inspectors found on keeping people safe: of the plainest topic of which anything is held."""
    rows = sorted(findings_of(inspection, directory, "concern", "strength"), key=lambda row: row.kind)
    by_topic = ([row for row in rows if row.topic == topic] for topic in ABOUT_SAFETY)
    return next((found for found in by_topic if found), [])[:FEW]


def safety_told(inspection: Inspection | None, directory: Directory) -> tuple[Told, ...]:
    """The findings on keeping people safe in the words of their sources, then a number that no quotation gives."""
    if inspection is None:
        return ()
    found = safety(inspection, directory)
    told = [told_of(row, inspection, quoted=True) for row in found]
    quoted = {row.quote for row in found}
    for number in directory.numbers.get(inspection.inspection_id, ()):
        if len(told) < FEW and number.topic.casefold() == SAFETY and number.quote not in quoted:
            told.append(Told(say("{number}.", number=number_words(number)), number.source))
    return tuple(told)


def good_told(inspection: Inspection | None, directory: Directory) -> tuple[Told, ...]:
    """What was good, where it is not told already as what keeps people safe."""
    above = safety(inspection, directory)
    rows = [row for row in findings_of(inspection, directory, "strength") if row not in above]
    return tuple(told_of(row, inspection) for row in rows[:FEW])


def hindrance_told(inspection: Inspection | None, directory: Directory) -> tuple[str, tuple[Told, ...]]:
    """What stood in the way; where no cause is named, what else was of concern: what it is called, and what is told."""
    above = safety(inspection, directory)
    for kind in ("cause", "concern"):
        rows = [row for row in findings_of(inspection, directory, kind) if row not in above]
        if rows:
            return in_words("finding", kind), tuple(told_of(row, inspection) for row in rows[:FEW])
    return "", ()


def known_ratings(inspection: Inspection | None) -> tuple[StandardRating, ...]:
    """The ratings on single standards that are known, in the order of the standards."""
    return tuple(rating for rating in inspection.ratings if rating.grade) if inspection else ()


def on_safety(inspection: Inspection | None) -> tuple[StandardRating, ...]:
    """The known ratings of a region that say whether people are kept safe."""
    return tuple(rating for rating in known_ratings(inspection) if rating.standard.name in ON_SAFETY)


def missing_sentence(inspection: Inspection | None) -> str:
    """How many ratings on single standards are not in our data, and where they are, by the commonest reason."""
    missing = [rating for rating in inspection.ratings if not rating.grade] if inspection else []
    if inspection is None or not missing:
        return ""
    (why, _), *_ = Counter(rating.absence for rating in missing).most_common()
    forms = words_of("ratings")["missing"][why]
    count = words.number_word(len(missing))
    if len(missing) == len(inspection.ratings):
        return say(forms["all"], count=count)
    return wording.say_count(forms["other"], len(missing), count=count)


def meanings(ratings: Iterable[StandardRating]) -> tuple[str, ...]:
    """What the ratings on the quality of cases mean in cases, each rating once, best first."""
    grades = {rating.grade for rating in ratings if rating.grade and rating.standard.domain == "Service delivery"}
    said = []
    for grade in sorted(grades, key=lambda grade: grade.display_order):
        if grade.sufficient_below is not None and grade.sufficient_from is not None:
            part = (
                say("{least}% to {most}%", least=grade.sufficient_from, most=grade.sufficient_below)
                if grade.sufficient_from
                else say("fewer than {most}%", most=grade.sufficient_below)
            )
            key = to_say("In case work, {rating} means that {part} of cases were good enough in its weakest part.")
            said.append(say(key, rating=wording.named(grade.rating), part=part))
    return tuple(said)


def best_and_worst(ratings: Iterable[StandardRating], directory: Directory) -> str:
    """The standards of a region that were rated best and worst, by name; empty where fewer than half are known."""
    known = [rating for rating in ratings if rating.grade]
    asked = directory.standards_of(directory.current_programme.programme_id, Region.kind)
    grades = {rating.grade.display_order: rating.grade for rating in known if rating.grade}
    if 2 * len(known) < len(asked) or len(grades) < len((min, max)):
        return ""
    best, worst = (grades[pick(grades)] for pick in (min, max))
    names = {
        grade: words.listed([wording.small(r.standard.name) for r in known if r.grade == grade])
        for grade in (best, worst)
    }
    return say(
        "Rated best: {best} ({best_rating}). Rated worst: {worst} ({worst_rating}), of {known}."
        if len(known) < len(asked)
        else "Rated best: {best} ({best_rating}). Rated worst: {worst} ({worst_rating}).",
        best=names[best],
        best_rating=wording.named(best.rating),
        worst=names[worst],
        worst_rating=wording.named(worst.rating),
        known=words.out_of(len(known), len(asked), "known_standard"),
    )


@lru_cache(maxsize=4)  # asked for each unit
def changes_by_unit(directory: Directory) -> dict[str, str]:
    """How the newest rating of each unit that was rated twice differs from the one of the programme before."""
    return {row["pdu_id"]: row["change"] for row in rows_of(directory, "then-and-now") if row["change"]}


def changed_told(inspection: Inspection | None, directory: Directory) -> tuple[Told, ...]:
    """What the inspectorate itself says has changed since the inspection before."""
    return tuple(told_of(row, inspection, quoted=True) for row in findings_of(inspection, directory, "change")[:1])


def moves_sentence(region: Region, directory: Directory) -> str:
    """How many units of a region were rated in two programmes, and how many are lower, the same and higher now."""
    pdus = {pdu.pdu_id for pdu in region.pdus}
    count, said = moved_words(row["change"] for row in rows_of(directory, "then-and-now") if row["pdu_id"] in pdus)
    units = wording.capital(words.plural(count, "unit"))
    return say("{units} of the region had a rating before: {moves}.", units=units, moves=said) if count else ""


def moved_words(changes: Iterable[str]) -> tuple[int, str]:
    """How many ratings there are, and how many are lower, the same and higher now, or on another scale."""
    counts, forms = Counter(change or "other" for change in changes), words_of("ratings")["moved"]
    said = [
        wording.say_count(forms[change], counts[change], count=words.number_word(counts[change])) for change in MOVES
    ]
    return counts.total(), words.joined([one for change, one in zip(MOVES, said, strict=True) if counts[change]])


def shared_ratings(region: Region, directory: Directory) -> tuple[tuple[StandardRating, ...], int]:
    """The ratings that all inspected units of a region have in common, where all are known, and of how many units."""
    inspections = [i for pdu in region.pdus if (i := pdu.latest(directory.current_programme.programme_id))]
    given = [{rating.standard: rating for rating in known_ratings(i)} for i in inspections]
    if len(given) <= 1:
        return (), len(given)
    shared = [
        first
        for standard, first in given[0].items()
        if all(standard in other and other[standard].grade == first.grade for other in given)
    ]
    return tuple(shared), len(given)


def nearest(pdu: Pdu, directory: Directory) -> tuple[Pdu, ...]:
    """Units to compare with: inspected ones of its own region first, those with the nearest scores before others."""
    programme = directory.current_programme.programme_id
    own = pdu.latest(programme)

    def distance(other: Pdu) -> tuple[bool, int, str]:
        score = latest.score if (latest := other.latest(programme)) else None
        far = abs(score - own.score) if own and own.score is not None and score is not None else 99
        return (other.region_id != pdu.region_id, far, wording.without_signs(other.name))

    def chosen(candidates: Iterable[Pdu]) -> list[Pdu]:
        return [o for o in candidates if o.pdu_id != pdu.pdu_id and not o.is_closed and o.latest(programme)]

    others = chosen(directory.regions[pdu.region_id].pdus)
    if len(others) < NEAREST and not directory.is_by_region:  # only then does it matter who is nearest elsewhere
        others = chosen(directory.pdus.values())
    return tuple(sorted(others, key=distance)[:NEAREST])


def by_score(pdus: Iterable[Pdu], directory: Directory) -> list[Pdu]:
    """The units that the current programme has inspected, by score and name."""
    programme_id = directory.current_programme.programme_id
    inspected = (pdu for pdu in pdus if pdu.latest(programme_id))
    return sorted(inspected, key=lambda pdu: by_score_then_name(pdu, programme_id))


def waiting(areas: Iterable[Area], directory: Directory) -> list[Area]:
    """The areas that the current programme has not inspected."""
    return [area for area in areas if not area.latest(directory.current_programme.programme_id)]


def next_told(area: Area, directory: Directory) -> tuple[Told, ...]:
    """What was recommended, that the programme ended or paused and what followed it, and that no next day is known."""
    if isinstance(area, Pdu) and area.closed:
        return closed_told(area, directory)
    programme = directory.current_programme
    inspection = area.latest(programme.programme_id)
    rows = findings_of(inspection, directory, "recommendation")
    told = [told_of(row, inspection) for row in rows[:1]]
    told += [Told(*said) for said in recommendations_of(inspection, rows)] if inspection else []
    if inspection or programme.ended.value is None:
        told.append(Told(end_sentence(programme), programme.end_source or programme.source))
    for other in following_programmes(programme, directory):
        key = to_say("Another programme began{when}: “{programme}”. It gives no ratings.")
        told.append(Told(say(key, when=in_month(other.started), programme=other.name), other.source))
    return tuple(told)


def closed_told(pdu: Pdu, directory: Directory) -> tuple[Told, ...]:
    """A closed unit's future is that of the units that took it over."""
    events = [event for event in pdu.successors if event.other_id != pdu.pdu_id]
    if not events:
        return (Told(say("The unit has closed. No new inspection of it can come."), pdu.source),)
    names = words.joined([directory.pdus[event.other_id].name for event in events])
    return (Told(say("The unit has closed. For what comes next, see {units}.", units=names), events[0].source),)


def following_programmes(programme: Programme, directory: Directory) -> list[Programme]:
    """The programmes without ratings that began when this one ended, or later, oldest first."""
    end = programme.ended.value
    if end is None:
        return []
    later = [p for p in directory.programmes.values() if not p.rated and p.started.value and p.started.value >= end]
    return sorted(later, key=lambda other: (other.started.sort_key, other.programme_id))


def end_sentence(programme: Programme) -> str:
    """That the programme paused or ended and when, or goes on; and that the day of the next inspection is not known."""
    if programme.ended.value is None:
        return say("We know of no end of these inspections, and of no date for the next one here.")
    return say(
        "These inspections paused{when}. We know of no date for the next one."
        if programme.is_paused
        else "These inspections ended{when}. We know of no date for the next one.",
        when=in_month(programme.ended),
    )
