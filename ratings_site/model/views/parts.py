"""Pieces that several kinds of page share: rows of ratings, of inspections and of PDUs, links, facts, citations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ratings_site.model.directory import (
    Directory,
    Inspection,
    PartialDate,
    Pdu,
    Programme,
    Source,
    Standard,
    StandardRating,
)
from ratings_site.model.rows import Area
from ratings_site.model.views.rating import (
    NOT_INSPECTED,
    NOT_YET_INSPECTED,
    Shown,
    shown_overall,
    shown_rating,
    status_of,
)
from ratings_site.model.views.sentences import points_of, written
from ratings_site.model.views.words import day_words, joined, number_word
from ratings_site.model.wording import capital, say, to_say, without_signs, words_of

COMPARABILITY = to_say(
    "The rules changed here. Ratings and scores above this line cannot be compared with those below it."
)


@dataclass(frozen=True)
class Link:
    """A link: `address` is a path of this site (`pdus/wakefield/`) or a whole address elsewhere."""

    text: str
    address: str


@dataclass(frozen=True)
class StandardRow:
    """One standard of one inspection, as a row of a table."""

    key: str
    standard_id: str
    code: str
    name: str
    question: str
    shown: Shown
    basis: str
    note: str
    source: Source
    corrected: str
    """When the rating was corrected after publication, in words; empty where it was not."""


@dataclass(frozen=True)
class InspectionRow:
    """One inspection in the history of an area; `break_above` is set where the one above is not comparable."""

    inspection_id: str
    published: str
    programme: str
    shown: Shown
    score: str
    report: Link | None
    source: Source
    note: str
    break_above: str
    corrected: str
    """When the overall rating, score or date was corrected after publication, in words; empty where it was not."""


@dataclass(frozen=True)
class CorrectionNotice:
    """A correction that concerns a page, as its banner says it."""

    day: str
    column: str
    was: str
    now: str
    reason: str


@dataclass(frozen=True)
class PduRow:
    """One PDU with its newest rating in the current programme, and its rating on each standard."""

    pdu_id: str
    name: str
    shown: Shown
    score: str
    published: str
    cells: tuple[Shown, ...]


@dataclass(frozen=True)
class Fact:
    """A term and what is known of it, each as text or a link."""

    term: str
    values: tuple[Link | str, ...]
    is_searched: bool = False
    """Whether the search finds the page by these words."""


@dataclass(frozen=True)
class Citation:
    """How to cite a page: the words, and the address within the site."""

    title: str
    version: str
    day: str
    address: str


def standard_rows(inspection: Inspection, directory: Directory) -> tuple[StandardRow, ...]:
    """The standards of an inspection with rating, basis and source, in their order."""
    return tuple(
        StandardRow(
            key=f"{inspection.inspection_id}/{rating.standard.standard_id}",
            standard_id=rating.standard.standard_id,
            code=rating.standard.code,
            name=rating.standard.name,
            question=rating.standard.question,
            shown=replace(shown_rating(rating), status=status_of(inspection)),
            basis=say(words_of("ratings")["basis"][rating.basis]),
            note=rating.note or absence_words(rating, directory.programmes[rating.standard.programme_id]),
            source=rating.source,
            corrected=corrected_on(
                directory, "ratings", f"{inspection.inspection_id}/{rating.standard.standard_id}", "rating"
            ),
        )
        for rating in inspection.ratings
    )


def absence_words(rating: StandardRating, programme: Programme) -> str:
    """Why a rating is missing, what it can be, and when we last looked; empty where there is one."""
    if not rating.absence:
        return ""
    why = [say(words_of("ratings")["absence"][rating.absence])]
    if rating.possible:
        possible = joined(rating.possible.split("|"))
        why.append(say("The score and the published totals leave open {ratings}.", ratings=possible))
    return say("{why} We last looked on {day}.", why=" ".join(why), day=day_words(programme.searched_on))


def standards_of(inspection: Inspection) -> str:
    """Of which inspection the ratings in a table are, for its caption."""
    key = (
        to_say("{programme}, published {day}")
        if inspection.published.value
        else to_say("{programme}; the date is not in our sources")
    )
    return say(key, programme=inspection.programme.name, day=written(inspection.published))


def inspection_rows(inspections: Sequence[Inspection], directory: Directory) -> tuple[InspectionRow, ...]:
    """Every inspection of an area, newest first, with a break wherever two neighbours are not comparable."""
    rows = []
    above: Inspection | None = None
    for inspection in inspections:
        break_above = "" if _comparable(above, inspection) else say(COMPARABILITY)
        rows.append(inspection_row(inspection, directory, break_above=break_above))
        above = inspection
    return tuple(rows)


def _comparable(above: Inspection | None, below: Inspection) -> bool:
    if above is None or above.programme == below.programme:
        return True
    return below.programme.programme_id == above.programme.comparable_with


def inspection_row(inspection: Inspection, directory: Directory, *, break_above: str = "") -> InspectionRow:
    """One inspection as a row."""
    return InspectionRow(
        inspection_id=inspection.inspection_id,
        published=written(inspection.published),
        programme=inspection.programme.name,
        shown=shown_overall(inspection),
        score=points_of(inspection.score, inspection.max_score),
        report=report_link(inspection),
        source=inspection.source,
        note=" ".join(filter(None, (inspection.note, absent_score(inspection)))),
        break_above=break_above,
        corrected=corrected_on(directory, "inspections", inspection.inspection_id, "overall", "score", "published"),
    )


def absent_score(inspection: Inspection) -> str:
    """Why the score or the overall rating is missing; empty where neither is."""
    return say(words_of("ratings")["absence_of_score"][inspection.absence]) if inspection.absence else ""


def corrected_on(directory: Directory, table: str, row_key: str, *columns: str) -> str:
    """The day on which one of these cells was last corrected, in words; empty where none was."""
    found = [directory.corrected_cells.get((table, row_key, column)) for column in columns]
    days = [correction.corrected_on for correction in found if correction]
    return day_words(max(days)) if days else ""


def correction_notices(directory: Directory, kind: str, page_id: str) -> tuple[CorrectionNotice, ...]:
    """The corrections that a page (kind: pdu, region, standard) has to tell its readers, newest first."""
    empty = say("empty")
    return tuple(
        CorrectionNotice(day_words(c.corrected_on), c.column, c.was or empty, c.now or empty, c.reason)
        for c in directory.corrections_by_page.get((kind, page_id), ())
    )


def corrections_sentence(directory: Directory, page: str) -> str:
    """How many values on a page of lists (by its address) were corrected, and when last; empty where none was."""
    found = directory.corrections_by_page.get(("page", page), ())
    if not found:
        return ""
    day = day_words(found[0].corrected_on)
    if len(found) == 1:
        return say("One value here was corrected after it was published, on {day}.", day=day)
    return say(
        "{count} values here were corrected after they were published, the last on {day}.",
        count=capital(number_word(len(found))),
        day=day,
    )


def report_link(inspection: Inspection) -> Link | None:
    """The report where its address is known, otherwise what the inspectorate published about it, otherwise nothing."""
    if inspection.report_url:
        return Link(say("Report"), inspection.report_url)
    if inspection.publication_url:
        return Link(say("Press release"), inspection.publication_url)
    return None


def pdu_rows(pdus: Iterable[Pdu], directory: Directory) -> tuple[PduRow, ...]:
    """PDUs with their ratings in the current programme: inspected ones first, by score then name."""
    programme = directory.current_programme.programme_id
    standards = directory.standards_of(programme, "pdu")
    ordered = sorted(pdus, key=lambda pdu: by_score_then_name(pdu, programme))
    return tuple(pdu_row(pdu, pdu.latest(programme), standards) for pdu in ordered)


def by_score_then_name(pdu: Pdu, programme_id: str) -> tuple[int, int, str]:
    """Sort key: scored PDUs by falling score, then inspected ones without a known score, then the others."""
    inspection = pdu.latest(programme_id)
    if inspection is None:
        return (2, 0, without_signs(pdu.name))
    if inspection.score is None:
        return (1, 0, without_signs(pdu.name))
    return (0, -inspection.score, without_signs(pdu.name))


def pdu_row(pdu: Pdu, inspection: Inspection | None, standards: Sequence[Standard]) -> PduRow:
    """One PDU as a row; without an inspection each standard is not yet inspected, of a closed PDU not inspected."""
    none = Shown(NOT_INSPECTED if pdu.closed else NOT_YET_INSPECTED)
    return PduRow(
        pdu_id=pdu.pdu_id,
        name=pdu.name,
        shown=shown_overall(inspection) if inspection else none,
        score=points_of(inspection.score, inspection.max_score) if inspection else "",
        published=written(inspection.published) if inspection else "",
        cells=standard_cells(inspection, standards, none),
    )


def standard_cells(inspection: Inspection | None, standards: Sequence[Standard], none: Shown) -> tuple[Shown, ...]:
    """The rating on each standard, in their order; `none` everywhere where there was no inspection."""
    if inspection is None:
        return (none,) * len(standards)
    rated = {rating.standard.standard_id: rating for rating in inspection.ratings}
    return tuple(shown_rating(rated.get(standard.standard_id)) for standard in standards)


def citation(directory: Directory, title: str, address: str) -> Citation:
    """How to cite a page of this release."""
    package = directory.package
    return Citation(title, package.version, written(PartialDate(package.created, "day")), address)


def sources_of(area: Area, further: Iterable[Source] = ()) -> tuple[Source, ...]:
    """Every source that a fact on the area's page comes from, with `further` ones, by title, each once."""
    found = {source.source_id: source for source in (*area.sources, *further)}
    for inspection in area.inspections:
        found[inspection.source.source_id] = inspection.source
        found |= {rating.source.source_id: rating.source for rating in inspection.ratings}
    return tuple(sorted(found.values(), key=lambda source: (source.title, source.source_id)))
