"""What a reader asks next, below the headline: what the rating means, what was good and what not, what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass

from ratings_site.model.directory import Directory, Inspection, Pdu, Programme, Source, StandardRating
from ratings_site.model.rows import REGION, Area
from ratings_site.model.tables import NOT_RATED, build_records
from ratings_site.model.views.sentences import in_month
from ratings_site.model.views.words import chain, form, joined, listed, number_word, plural
from ratings_site.model.wording import capital, is_said, say


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
        Answer(say("standards.term"), standards_sentences(newest, directory)),
        what_is_next(area, directory),
    )
    return tuple(answer for answer in answers if answer.sentences)


def meaning(area: Area, directory: Directory) -> Answer:
    """What the rating or the state in the headline means; nothing for a PDU that closed, whose headline says it."""
    inspection = area.latest(directory.current_programme.programme_id)
    if inspection is None:
        is_closed = area.is_closed
        return Answer(say("meaning.term"), () if is_closed else (say("meaning.not_inspected"),))
    if not inspection.is_rated:
        key = "meaning.not_rated" if inspection.overall == NOT_RATED else "meaning.not_available"
        return Answer(say("meaning.term"), (say(key),))
    return region_meaning(directory) if area.kind == REGION else pdu_meaning(inspection, directory)


def region_meaning(directory: Directory) -> Answer:
    """The scale, and that a region has standards of its own."""
    standards = directory.standards_of(directory.current_programme.programme_id, "region")
    own = (say("meaning.region", standards=number_word(len(standards))),) if standards else ()
    sources = (*scale_sources(directory), *(standard.source for standard in standards))
    return Answer(say("meaning.term"), (scale_sentence(directory), *own), once(sources))


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
    return Answer(say("meaning.term"), (points_sentence(programme, directory), *said), once(sources))


def scale_sentence(directory: Directory) -> str:
    """The four ratings in their order."""
    return say("meaning.scale", ratings=joined(list(directory.grades)))


def scale_sources(directory: Directory) -> list[Source]:
    """Where the scale and its points are from."""
    return [directory.sources[row["source_id"]] for row in build_records(directory.tables["rating_scale"])]


def points_sentence(programme: Programme, directory: Directory) -> str:
    """From how many to how many points a standard gives; the scale alone where the number of standards is not known."""
    if programme.pdu_standards is None:
        return scale_sentence(directory)
    best, *_, worst = programme.grades.values()
    return say(
        "meaning.points",
        standards=number_word(programme.pdu_standards),
        fewest=plural(worst.points, "point"),
        worst=worst.rating,
        most=plural(best.points, "point"),
        best=best.rating,
    )


def once(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Sources in their order, each once."""
    return tuple(dict.fromkeys(sources))


def band_sentence(low: int, high: int, rating: str, *, status: str) -> str:
    """Which scores came with a rating, and whether that is only what is seen in the data so far."""
    scores = say("meaning.one_score", score=low) if low == high else say("meaning.scores", low=low, high=high)
    return say("meaning.band_observed" if status == "observed" else "meaning.band", scores=scores, rating=rating)


def standards_sentences(inspection: Inspection | None, directory: Directory) -> tuple[str, ...]:
    """Which standards got which rating, best first, by name; that none was good; what is worked out or not known."""
    known = [rating for rating in inspection.ratings if rating.rating] if inspection else []
    if inspection is None or not known:
        return ()
    graded = [(grade, [r.standard.name for r in known if r.rating == grade]) for grade in inspection.programme.grades]
    sentences = [graded_sentence(grade, names) for grade, names in graded if names]
    if not any(rating.grade and rating.grade.is_good for rating in known):
        good = [grade.rating for grade in reversed([*inspection.programme.grades.values()]) if grade.is_good]
        sentences.insert(0, say("standards.none_good", good=chain("list.or", good)))
    sentences += doubts(known, unknown=len(inspection.ratings) - len(known))
    if inspection.programme != directory.current_programme:
        sentences.append(say("standards.earlier", programme=inspection.programme.name))
    return tuple(sentences)


def graded_sentence(grade: str, names: list[str]) -> str:
    """The standards of one grade: "Leadership and staffing required improvement."."""
    inside = listed([f"{name[:1].lower()}{name[1:]}" for name in names])
    key = f"standards.{form(len(names))}"
    return say(
        f"{key}.{grade}" if is_said(f"{key}.{grade}") else f"{key}.other", standards=capital(inside), rating=grade
    )


def doubts(known: list[StandardRating], *, unknown: int) -> list[str]:
    """How many of the ratings are worked out, and how many more no source gives."""
    derived = sum(rating.basis == "derived" for rating in known)
    said: list[str] = []
    if derived == len(known):
        said.append(say("standards.derived_one" if derived == 1 else "standards.derived_all"))
    elif derived:
        count = capital(number_word(derived))
        said.append(say(f"standards.derived_some_{form(derived)}", count=count))
    if unknown:
        said.append(
            say("standards.unknown_one") if unknown == 1 else say("standards.unknown", count=number_word(unknown))
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
        sentences.append(say("next.other", when=in_month(other.started), programme=other.name))
        if area.kind == REGION and (is_rated or area.latest(other.programme_id) is None):
            sentences.append(report_sentence(area, other))
    sentences.append(say("next.unknown"))
    sources = (programme.end_source or programme.source, *(other.source for other in following))
    return Answer(say("next.term"), tuple(sentences), once(sources))


def closed_next(pdu: Pdu, directory: Directory) -> Answer:
    """A closed PDU's future is that of the PDUs that took it over."""
    events = [event for event in pdu.successors if event.other_id != pdu.pdu_id]
    names = joined([directory.pdus[event.other_id].name for event in events])
    sources = once(event.source for event in events)
    said = say("next.closed", units=names) if names else say("next.closed_only")
    return Answer(say("next.term"), (said,), sources)


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
        return say("next.open")
    return say("next.paused" if programme.is_paused else "next.ended", when=in_month(programme.ended))


def report_sentence(region: Area, programme: Programme) -> str:
    """Whether and when a programme reported on the region."""
    inspection = region.latest(programme.programme_id)
    if inspection is None:
        return say("next.not_reported", region=region.name)
    return say("next.reported", region=region.name, when=in_month(inspection.published))
