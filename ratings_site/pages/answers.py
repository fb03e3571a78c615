"""What the tables answer of what readers ask: what inspectors found and counted, each sentence with its source.

The second half is what stands below the headline of an area's page.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ratings_site.model import rows, wording
from ratings_site.model.counts import rows_of
from ratings_site.model.directory import SAFETY, Directory, by_score_then_name
from ratings_site.model.wording import say, say_count, to_count, to_say, words_of
from ratings_site.pages.parts import followers, in_words, quotation
from ratings_site.wording import words
from ratings_site.wording.sentences import in_month, published

ABOUT_SAFETY = (SAFETY, "victims", "information sharing")
"""The topics of findings that say whether people are kept safe, the plainest first."""

ON_SAFETY = ("Public protection", "Statutory victim work")
"""The standards of a region that ask whether people are kept safe and victims are served."""

FEW = 2
"""How many sentences answer a question: the others stand on the page of the inspection."""

NEAREST = 3
"""How many other units a page offers to compare with."""


@dataclass(frozen=True)
class Told:
    """A sentence and where it is from; `is_quoted` where it stands in the words of its source."""

    text: str
    source: rows.Source
    published: str = ""
    is_quoted: bool = False


def by_kind(found: Iterable[rows.Finding]) -> tuple[tuple[str, tuple[rows.Finding, ...]], ...]:
    """Findings under what their kind is called."""
    held = list(found)
    groups = ((kind, tuple(row for row in held if row.kind == kind)) for kind in words_of("ratings")["finding"])
    return tuple((in_words("finding", kind), of_kind) for kind, of_kind in groups if of_kind)


def recommendations_of(inspection: rows.Inspection, found: Iterable[rows.Finding]) -> tuple[Told, ...]:
    """How many recommendations the report makes, where it is known and no finding says so."""
    count, source = inspection.recommendations, inspection.recommendations_source
    if not count or source is None or any(row.kind == "recommendation" for row in found):
        return ()
    forms = to_count("The report makes one recommendation.", "The report makes {count} recommendations.")
    return (Told(say_count(forms, count, count=words.number_word(count)), source),)


def number_words(number: rows.Statistic) -> str:
    """What was counted, and how many of how many it was."""
    return say("{measure}: {value}", measure=number.measure, value=value_words(number))


def value_words(number: rows.Statistic) -> str:
    """A value with its unit as the report says it: "over 500 staff", "13 of 50 cases", "32 per cent"."""
    if number.value is None:
        return say("not available")
    said = figure_words(number.value)
    if number.value_to is not None:
        said = say("{low} to {high}", low=said, high=figure_words(number.value_to))
    if number.of_how_many is not None:
        said = say("{count} of {all}", count=said, all=number.of_how_many)
    known = "" if number.qualifier == "exactly" else number.qualifier
    return " ".join(filter(None, (known, said, number.unit)))


def figure_words(value: float) -> str:
    """A number as it is read: whole numbers without a decimal point."""
    return str(int(value)) if float(value).is_integer() else str(value)


def told_of(finding: rows.Finding, inspection: rows.Inspection | None, *, quoted: bool = False) -> Told:
    """A finding in plain words, or in those of its source where it is to be quoted and there are any."""
    is_own = finding.source.publisher_type == "inspectorate"
    when = published(inspection) if inspection and is_own and inspection.published.value else ""
    is_quoted = quoted and bool(finding.quote)
    return Told(quotation(finding.quote) if is_quoted else finding.summary, finding.source, when, is_quoted)


def findings_of(inspection: rows.Inspection | None, directory: Directory, *kinds: str) -> list[rows.Finding]:
    """What inspectors found at an inspection, if there was one, of some kinds, in the order of the table."""
    found = directory.findings.get(inspection.inspection_id, ()) if inspection else ()
    return [row for row in found if row.kind in kinds]


def safety(inspection: rows.Inspection | None, directory: Directory) -> list[rows.Finding]:
    """What inspectors found on keeping people safe: of the plainest topic of which anything is held."""
    found = sorted(findings_of(inspection, directory, "concern", "strength"), key=lambda row: row.kind)
    by_topic = ([row for row in found if row.topic == topic] for topic in ABOUT_SAFETY)
    return next(filter(None, by_topic), [])[:FEW]


def safety_told(inspection: rows.Inspection | None, directory: Directory) -> tuple[Told, ...]:
    """The findings on keeping people safe in the words of their sources, then a number that no quotation gives."""
    found = safety(inspection, directory)
    quoted = {row.quote for row in found}
    numbers = directory.numbers.get(inspection.inspection_id, ()) if inspection else ()
    told = [told_of(row, inspection, quoted=True) for row in found]
    told += [
        Told(say("{number}.", number=number_words(number)), number.source)
        for number in numbers
        if number.topic.casefold() == SAFETY and number.quote not in quoted
    ]
    return tuple(told[:FEW])


def others_told(inspection: rows.Inspection | None, directory: Directory, *kinds: str) -> tuple[str, tuple[Told, ...]]:
    """What is found of the first of some kinds that is not told as what keeps people safe: its name, and what it is."""
    above = safety(inspection, directory)
    for kind in kinds:
        if found := [row for row in findings_of(inspection, directory, kind) if row not in above]:
            return in_words("finding", kind), tuple(told_of(row, inspection) for row in found[:FEW])
    return "", ()


def changed_told(inspection: rows.Inspection | None, directory: Directory) -> tuple[Told, ...]:
    """What the inspectorate itself says has changed since the inspection before."""
    return tuple(told_of(row, inspection, quoted=True) for row in findings_of(inspection, directory, "change")[:1])


def known_ratings(inspection: rows.Inspection | None) -> tuple[rows.StandardRating, ...]:
    """The ratings on single standards that are known, in the order of the standards."""
    return tuple(rating for rating in inspection.ratings if rating.grade) if inspection else ()


def on_safety(inspection: rows.Inspection | None) -> tuple[rows.StandardRating, ...]:
    """The known ratings of a region that say whether people are kept safe."""
    return tuple(rating for rating in known_ratings(inspection) if rating.standard.name in ON_SAFETY)


def missing_sentence(inspection: rows.Inspection | None) -> str:
    """How many ratings on single standards are not in our data, and where they are, by the commonest reason."""
    missing = [rating for rating in inspection.ratings if not rating.grade] if inspection else []
    if inspection is None or not missing:
        return ""
    (why, _), *_ = Counter(rating.absence for rating in missing).most_common()
    forms, count = words_of("ratings")["missing"][why], words.number_word(len(missing))
    if len(missing) == len(inspection.ratings):
        return say(forms["all"], count=count)
    return say_count(forms["other"], len(missing), count=count)


def meanings(ratings: Iterable[rows.StandardRating]) -> tuple[str, ...]:
    """What the ratings on the quality of cases mean in cases, each rating once, best first."""
    grades = {rating.grade for rating in ratings if rating.grade and rating.standard.domain == "Service delivery"}
    known = [grade for grade in grades if None not in (grade.sufficient_from, grade.sufficient_below)]
    means = to_say("In case work, {rating} means that {part} of cases were good enough in its weakest part.")
    said = []
    for grade in sorted(known, key=lambda grade: grade.display_order):
        shares = to_say("{least}% to {most}%") if grade.sufficient_from else to_say("fewer than {most}%")
        part = say(shares, least=grade.sufficient_from, most=grade.sufficient_below)
        said.append(say(means, rating=wording.named(grade.rating), part=part))
    return tuple(said)


def best_and_worst(ratings: Iterable[rows.StandardRating], directory: Directory) -> str:
    """The standards of a region that were rated best and worst, by name; empty where fewer than half are known."""
    known = [(rating.grade, rating.standard) for rating in ratings if rating.grade]
    asked = directory.standards_of(directory.current_programme.programme_id, rows.Region.kind)
    grades = sorted({grade for grade, _ in known}, key=lambda grade: grade.display_order)
    if 2 * len(known) < len(asked) or not grades[1:]:
        return ""
    said = {}
    for end, ends in (("best", grades[0]), ("worst", grades[-1])):
        said[end] = words.listed([wording.small(standard.name) for grade, standard in known if grade == ends])
        said[f"{end}_rating"] = wording.named(ends.rating)
    return say(
        "Rated best: {best} ({best_rating}). Rated worst: {worst} ({worst_rating}), of {known}."
        if len(known) < len(asked)
        else "Rated best: {best} ({best_rating}). Rated worst: {worst} ({worst_rating}).",
        **said,
        known=words.out_of(len(known), len(asked), "known_standard"),
    )


@lru_cache(maxsize=4)  # asked for each unit
def changes_by_unit(directory: Directory) -> dict[str, str]:
    """How the newest rating of each unit that was rated twice differs from the one of the programme before."""
    return {row["pdu_id"]: row["change"] for row in rows_of(directory, "then-and-now") if row["change"]}


def moves_sentence(directory: Directory, region: rows.Region | None = None) -> str:
    """How many units, of a region or of all, were rated in two programmes, and how many are lower, same and higher."""
    pdus, forms = directory.pdus.values() if region is None else region.pdus, words_of("ratings")["moved"]
    moves, known = rows_of(directory, "then-and-now"), {pdu.pdu_id for pdu in pdus}
    counts = Counter(move["change"] or "other" for move in moves if move["pdu_id"] in known)
    said = [say_count(form, n, count=words.number_word(n)) for move, form in forms.items() if (n := counts[move])]
    units, moved = words.plural(counts.total(), "unit"), words.joined(said)
    if not counts:
        return ""
    if region:
        return say("{units} of the region had a rating before: {moves}.", units=wording.capital(units), moves=moved)
    return say("Of {units} rated in two programmes, {changes}.", units=units, changes=moved)


def shared_ratings(region: rows.Region, directory: Directory) -> tuple[tuple[rows.StandardRating, ...], int]:
    """The ratings that all inspected units of a region have in common, where all are known, and of how many units."""
    given = [known_ratings(i) for pdu in region.pdus if (i := pdu.latest(directory.current_programme.programme_id))]
    if not given[1:]:
        return (), len(given)
    shared = set.intersection(*({(one.standard, one.grade) for one in ratings} for ratings in given))
    return tuple(one for one in given[0] if (one.standard, one.grade) in shared), len(given)


def nearest(pdu: rows.Pdu, directory: Directory) -> tuple[rows.Pdu, ...]:
    """Units to compare with: inspected ones of its own region first, those with the nearest scores before others."""
    programme = directory.current_programme.programme_id
    own = pdu.latest(programme)

    def distance(other: rows.Pdu) -> tuple[bool, int, str]:
        score = latest.score if (latest := other.latest(programme)) else None
        far = abs(score - own.score) if own and own.score is not None and score is not None else 99
        return (other.region_id != pdu.region_id, far, wording.without_signs(other.name))

    def chosen(candidates: Iterable[rows.Pdu]) -> list[rows.Pdu]:
        return [o for o in candidates if o.pdu_id != pdu.pdu_id and not o.is_closed and o.latest(programme)]

    others = chosen(directory.regions[pdu.region_id].pdus)
    if len(others) < NEAREST and not directory.is_by_region:  # only then does it matter who is nearest elsewhere
        others = chosen(directory.pdus.values())
    return tuple(sorted(others, key=distance)[:NEAREST])


def by_score(pdus: Iterable[rows.Pdu], directory: Directory) -> list[rows.Pdu]:
    """The units that the current programme has inspected, by score and name."""
    programme_id = directory.current_programme.programme_id
    inspected = (pdu for pdu in pdus if pdu.latest(programme_id))
    return sorted(inspected, key=lambda pdu: by_score_then_name(pdu, programme_id))


def waiting(areas: Iterable[rows.Area], directory: Directory) -> list[rows.Area]:
    """The areas that the current programme has not inspected."""
    return [area for area in areas if not area.latest(directory.current_programme.programme_id)]


def next_told(area: rows.Area, directory: Directory) -> tuple[Told, ...]:
    """What was recommended, that the programme ended or paused and what followed it, and that no next day is known.

    A closed unit's future is that of the units that took it over.
    """
    if isinstance(area, rows.Pdu) and area.closed:
        units = words.joined([other.name for other in followers(area, directory)])
        if not units:
            return (Told(say("The unit has closed. No new inspection of it can come."), area.source),)
        step = next(step for step in area.successors if step.other_id != area.id)
        return (Told(say("The unit has closed. For what comes next, see {units}.", units=units), step.source),)
    programme = directory.current_programme
    inspection, end = area.latest(programme.programme_id), programme.ended.value
    found = findings_of(inspection, directory, "recommendation")
    told = [told_of(row, inspection) for row in found[:1]]
    told += recommendations_of(inspection, found) if inspection else ()
    if inspection or end is None:
        key = words_of("ratings")["next"]["running" if end is None else "paused" if programme.is_paused else "ended"]
        told.append(Told(say(key, when=in_month(programme.ended)), programme.end_source or programme.source))
    for other in directory.programmes.values():  # oldest first
        if end and not other.rated and other.started.value and other.started.value >= end:
            key = to_say("Another programme began{when}: “{programme}”. It gives no ratings.")
            told.append(Told(say(key, when=in_month(other.started), programme=other.name), other.source))
    return tuple(told)
