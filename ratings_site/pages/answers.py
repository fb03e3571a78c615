"""What a reader asks next, below the headline: what the rating means, what was good and what not, what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass

from ratings_site.model.directory import Directory, Inspection, Pdu, Programme, Source, StandardRating
from ratings_site.model.rows import REGION, Area
from ratings_site.model.tables import NOT_RATED, build_records
from ratings_site.model.wording import capital, named, say, say_count, small, to_say, words_of
from ratings_site.wording.sentences import in_month
from ratings_site.wording.words import chain, joined, listed, number_word, plural


@dataclass(frozen=True)
class Answer:
    """A question of a reader, the sentences that answer it, and where they are from beside the page's own sources."""

    term: str
    sentences: tuple[str, ...]
    sources: tuple[Source, ...] = ()


def area_answers(area: Area, newest: Inspection | None, directory: Directory) -> tuple[Answer, ...]:
    """The answers for a region or a PDU; `newest` is the inspection whose standards its page shows."""
    answers = (
        meaning(area, directory),
        Answer(say("What was good and what was not"), standards_sentences(newest, directory)),
        what_is_next(area, directory),
    )
    return tuple(answer for answer in answers if answer.sentences)


def meaning(area: Area, directory: Directory) -> Answer:
    """What the rating or the state in the headline means; nothing for a PDU that closed, whose headline says it."""
    inspection = area.latest(directory.current_programme.programme_id)
    if inspection is None:
        is_closed = area.is_closed
        return Answer(
            say("What this means"),
            ()
            if is_closed
            else (say("It has no rating from this programme. That says nothing about how good its work is."),),
        )
    if not inspection.is_rated:
        key = (
            to_say("This kind of inspection gives no ratings.")
            if inspection.overall == NOT_RATED
            else to_say("It was inspected and rated. We hold no source that gives the rating.")
        )
        return Answer(say("What this means"), (say(key),))
    return region_meaning(directory) if area.kind == REGION else pdu_meaning(inspection, directory)


def region_meaning(directory: Directory) -> Answer:
    """The scale, and that a region has standards of its own."""
    standards = directory.standards_of(directory.current_programme.programme_id, "region")
    own = (
        (say("A region is rated on {standards} standards of its own.", standards=number_word(len(standards))),)
        if standards
        else ()
    )
    sources = (*scale_sources(directory), *(standard.source for standard in standards))
    return Answer(say("What this means"), (scale_sentence(directory), *own), once(sources))


def pdu_meaning(inspection: Inspection, directory: Directory) -> Answer:
    """How standards give points, and which scores came with this rating in the table of bands."""
    programme = inspection.programme
    bands = [
        row
        for row in build_records(directory.tables["score_bands"])
        if (row["programme_id"], row["area_type"]) == (programme.programme_id, "pdu")
        and row["overall"] == inspection.overall
    ]
    said = [
        band_sentence(row["score_from"], row["score_to"], inspection.overall, status=row["status"]) for row in bands
    ]
    sources = (*scale_sources(directory), *(directory.sources[row["source_id"]] for row in bands))
    return Answer(say("What this means"), (points_sentence(programme, directory), *said), once(sources))


def scale_sentence(directory: Directory) -> str:
    """The four ratings in their order."""
    return say(
        "The ratings are, from best to worst, {ratings}.", ratings=joined([named(grade) for grade in directory.grades])
    )


def scale_sources(directory: Directory) -> list[Source]:
    """Where the scale and its points are from."""
    return [directory.sources[row["source_id"]] for row in build_records(directory.tables["rating_scale"])]


def points_sentence(programme: Programme, directory: Directory) -> str:
    """From how many to how many points a standard gives; the scale alone where the number of standards is not known."""
    if programme.pdu_standards is None:
        return scale_sentence(directory)
    best, *_, worst = programme.grades.values()
    return say(
        "Each of the {standards} standards gives from {fewest} ({worst}) to {most} ({best}).",
        standards=number_word(programme.pdu_standards),
        fewest=plural(worst.points, "point"),
        worst=named(worst.rating),
        most=plural(best.points, "point"),
        best=named(best.rating),
    )


def once(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Sources in their order, each once."""
    return tuple(dict.fromkeys(sources))


def band_sentence(low: int, high: int, rating: str, *, status: str) -> str:
    """Which scores came with a rating, and whether that is only what is seen in the data so far."""
    scores = (
        say("a score of {score}", score=low) if low == high else say("scores of {low} to {high}", low=low, high=high)
    )
    return say(
        "In the ratings we hold, {scores} came out as {rating}."
        if status == "observed"
        else "{rating} goes with {scores}.",
        scores=scores,
        rating=rating,
    )


def standards_sentences(inspection: Inspection | None, directory: Directory) -> tuple[str, ...]:
    """Which standards got which rating, best first, by name; that none was good; what is worked out or not known."""
    known = [rating for rating in inspection.ratings if rating.rating] if inspection else []
    if inspection is None or not known:
        return ()
    graded = [(grade, [r.standard.name for r in known if r.rating == grade]) for grade in inspection.programme.grades]
    sentences = [graded_sentence(grade, names) for grade, names in graded if names]
    if not any(rating.grade and rating.grade.is_good for rating in known):
        good = [grade.rating for grade in reversed([*inspection.programme.grades.values()]) if grade.is_good]
        sentences.insert(0, say("No rating we hold is {good}.", good=chain("{before} or {item}", good)))
    sentences += doubts(known, unknown=len(inspection.ratings) - len(known))
    if inspection.programme != directory.current_programme:
        sentences.append(
            say("All this is from an earlier programme: {programme}.", programme=inspection.programme.name)
        )
    return tuple(sentences)


def graded_sentence(grade: str, names: list[str]) -> str:
    """The standards of one grade: "Leadership and staffing required improvement."."""
    inside = listed([small(name) for name in names])
    forms = words_of("ratings")["standards"]
    return say_count(forms.get(grade, forms["other"]), len(names), standards=capital(inside), rating=named(grade))


def doubts(known: list[StandardRating], *, unknown: int) -> list[str]:
    """How many of the ratings are worked out, and how many more no source gives."""
    derived = sum(rating.basis == "derived" for rating in known)
    said: list[str] = []
    if derived == len(known):
        said.append(
            say(
                "This rating is worked out from published facts."
                if derived == 1
                else "These ratings are worked out from published facts."
            )
        )
    elif derived:
        count = capital(number_word(derived))
        said.append(
            say_count(
                (
                    "One of these ratings is worked out from published facts.",
                    "{count} of these ratings are worked out from published facts.",
                ),
                derived,
                count=count,
            )
        )
    if unknown:
        said.append(
            say("We do not know the rating of the other one.")
            if unknown == 1
            else say("We do not know the ratings of the other {count}.", count=number_word(unknown))
        )
    return said


def what_is_next(area: Area, directory: Directory) -> Answer:
    """What the table of programmes tells of the time after the current one, and that no next day is known.

    Where there is no rating, the headline has said already that the programme paused and what else was published.
    """
    if isinstance(area, Pdu) and area.closed:
        return closed_next(area, directory)
    programme = directory.current_programme
    following = following_programmes(programme, directory)
    is_rated = area.latest(programme.programme_id) is not None
    sentences = [end_sentence(programme)] if is_rated or programme.ended.value is None else []
    for other in following:
        sentences.append(
            say(
                "Another programme began{when}: “{programme}”. It gives no ratings.",
                when=in_month(other.started),
                programme=other.name,
            )
        )
        if area.kind == REGION and (is_rated or area.latest(other.programme_id) is None):
            sentences.append(report_sentence(area, other))
    sentences.append(say("The day of the next inspection is in no source we hold."))
    sources = (programme.end_source or programme.source, *(other.source for other in following))
    return Answer(say("What happens next"), tuple(sentences), once(sources))


def closed_next(pdu: Pdu, directory: Directory) -> Answer:
    """A closed PDU's future is that of the PDUs that took it over."""
    events = [event for event in pdu.successors if event.other_id != pdu.pdu_id]
    names = joined([directory.pdus[event.other_id].name for event in events])
    sources = once(event.source for event in events)
    said = (
        say("The unit has closed. For what comes next, see {units}.", units=names)
        if names
        else say("The unit has closed. No new inspection of it can come.")
    )
    return Answer(say("What happens next"), (said,), sources)


def following_programmes(programme: Programme, directory: Directory) -> list[Programme]:
    """The programmes without ratings that began when this one ended, or later, oldest first."""
    end = programme.ended
    if end.value is None:
        return []
    others = [p for p in directory.programmes.values() if not p.rated and p.started.value]
    later = [p for p in others if p.started.value and p.started.value >= end.value]
    return sorted(later, key=lambda other: (other.started.sort_key, other.programme_id))


def end_sentence(programme: Programme) -> str:
    """That the programme paused or ended and when, or that no source gives an end."""
    if programme.ended.value is None:
        return say("No source we hold gives an end of this programme.")
    return say(
        "The programme of inspections that gave this rating paused{when}."
        if programme.is_paused
        else "The programme of inspections that gave this rating ended{when}.",
        when=in_month(programme.ended),
    )


def report_sentence(region: Area, programme: Programme) -> str:
    """Whether and when a programme reported on the region."""
    inspection = region.latest(programme.programme_id)
    if inspection is None:
        return say("We hold no such report on {region}.", region=region.name)
    return say("The report on {region} came out{when}.", region=region.name, when=in_month(inspection.published))
