"""What the Welsh pages say: the region of Wales and its PDUs, in the Welsh that public sources use.

What a reader of the English page gets first, and every rating: the overall one with its month and grade, what it means,
the standards, what happens next, the history. Charts, sources and data are a link away. No sentence is translated
here: what the Welsh catalogue has not is in English, and marked so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from ratings_site.model.directory import Directory, Inspection, Pdu, Region, Source
from ratings_site.model.views.answers import area_answers
from ratings_site.model.views.headline import area_headline, points_words
from ratings_site.model.views.parts import InspectionRow, Link, inspection_rows
from ratings_site.model.views.rating import Shown, shown_overall, shown_rating
from ratings_site.model.views.sentences import grade_words, in_month
from ratings_site.model.wording import Text, in_welsh, said_in_welsh, say, welsh_source

WALES = "Wales"
"""The nation whose regions have pages in Welsh."""

Words = tuple[Text, ...]
"""A sentence or more, in pieces of one language each."""


@dataclass(frozen=True)
class WelshChip:
    """A rating chip with its word in Welsh, where a source has it."""

    shown: Shown
    label: Text


@dataclass(frozen=True)
class WelshRow:
    """A name with its rating: a standard, or a PDU with its page."""

    name: Text
    chip: WelshChip
    address: str = ""


@dataclass(frozen=True)
class WelshAnswer:
    """A question of a reader and its answer, with the sources named beside it."""

    term: Words
    answer: Words
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class WelshInspection:
    """One inspection in the history of an area; `break_above` is set where the one above is not comparable."""

    published: Words
    programme: Text
    chip: WelshChip
    score: Words
    report: Link | None
    report_language: str
    break_above: Words


@dataclass(frozen=True)
class WelshArea:
    """The Welsh page of a region or a PDU; `english` is the address of the same page in English."""

    area_id: str
    kind: Text
    name: Text
    english: Link
    sentence: Text
    chip: WelshChip
    more: Words
    answers: tuple[WelshAnswer, ...]
    report: Link | None
    standards: tuple[WelshRow, ...]
    inspections: tuple[WelshInspection, ...]
    units: tuple[WelshRow, ...]
    places: tuple[Text, ...]
    region: Link | None


def welsh_regions(directory: Directory) -> list[Region]:
    """The regions that have pages in Welsh."""
    return [region for region in directory.regions.values() if region.nation == WALES]


def build_welsh_region(region: Region, directory: Directory) -> WelshArea:
    """Work out the Welsh page of a region."""
    inspection = region.latest(directory.current_programme.programme_id)
    return WelshArea(
        area_id=region.region_id,
        kind=in_welsh("terms", "region"),
        name=in_welsh("regions", region.region_id, region.name),
        english=Link(region.name, f"regions/{region.region_id}/"),
        sentence=welsh_sentence(region, "region_overall", directory),
        chip=welsh_chip(shown_overall(inspection)),
        more=welsh_more(region, directory),
        answers=welsh_answers(region, directory),
        report=welsh_report(inspection),
        standards=welsh_standards(inspection),
        inspections=welsh_history(region, directory),
        units=tuple(welsh_unit(pdu, directory) for pdu in region.living_pdus),
        places=(),
        region=None,
    )


def build_welsh_pdu(pdu: Pdu, directory: Directory) -> WelshArea:
    """Work out the Welsh page of a PDU."""
    inspection = pdu.latest(directory.current_programme.programme_id)
    region = in_welsh("regions", pdu.region_id, pdu.region_name)
    return WelshArea(
        area_id=pdu.pdu_id,
        kind=in_welsh("terms", "pdu"),
        name=in_welsh("pdus", pdu.pdu_id, pdu.name),
        english=Link(pdu.name, f"pdus/{pdu.pdu_id}/"),
        sentence=welsh_sentence(pdu, "overall", directory),
        chip=welsh_chip(shown_overall(inspection)),
        more=welsh_more(pdu, directory),
        answers=welsh_answers(pdu, directory),
        report=welsh_report(inspection),
        standards=welsh_standards(inspection),
        inspections=welsh_history(pdu, directory),
        units=(),
        places=tuple(in_welsh("places", place, place) for place in sorted({place.place for place in pdu.places})),
        region=Link(region.text, f"cy/regions/{pdu.region_id}/"),
    )


def paragraph(sentences: Iterable[str]) -> Words:
    """Sentences in Welsh where the catalogue has them, one after the other, neighbours of one language in one piece."""
    pieces: list[Text] = []
    for sentence in sentences:
        if pieces and sentence:
            pieces.append(Text(" ", pieces[-1].language))
        pieces += said_in_welsh(sentence)
    return tuple(
        Text("".join(piece.text for piece in group), language)
        for language, group in groupby(pieces, key=lambda piece: piece.language)
    )


def welsh_sentence(area: Pdu | Region, rated: str, directory: Directory) -> Text:
    """The first sentence: with a gap for the chip where there is a rating, otherwise what the English page says."""
    inspection = area.latest(directory.current_programme.programme_id)
    if inspection is None:
        return in_welsh("terms", "not_inspected")
    if inspection.is_rated:
        return in_welsh("terms", rated)
    return Text(area_headline(area, directory).sentence, "en")


def welsh_more(area: Pdu | Region, directory: Directory) -> Words:
    """When the report came out, which of the grades it gave, and what else the headline of the English page says."""
    inspection = area.latest(directory.current_programme.programme_id)
    more = area_headline(area, directory).more
    if inspection is None or not inspection.is_rated:
        return paragraph(more)
    when = in_month(inspection.published)
    came_out = [say("terms.came_out", when=when)] if when else []
    return paragraph([*came_out, graded(inspection), *more])


def graded(inspection: Inspection) -> str:
    """Which of the four grades a rating is, with the score where it is known."""
    grade = grade_words(inspection.overall)
    if inspection.score is None:
        return say("terms.graded", grade=grade)
    return say("terms.graded_points", grade=grade, points=points_words(inspection))


def welsh_answers(area: Pdu | Region, directory: Directory) -> tuple[WelshAnswer, ...]:
    """What the rating means, what was good and what not, and what happens next, as on the English page."""
    newest = area.latest(directory.current_programme.programme_id)
    return tuple(
        WelshAnswer(said_in_welsh(answer.term), paragraph(answer.sentences), answer.sources)
        for answer in area_answers(area, newest, directory)
    )


def welsh_unit(pdu: Pdu, directory: Directory) -> WelshRow:
    """A PDU as a row of its region's page."""
    shown = shown_overall(pdu.latest(directory.current_programme.programme_id))
    return WelshRow(in_welsh("pdus", pdu.pdu_id, pdu.name), welsh_chip(shown), f"cy/pdus/{pdu.pdu_id}/")


def welsh_chip(shown: Shown) -> WelshChip:
    """A rating with its Welsh word."""
    return WelshChip(shown, in_welsh("ratings", shown.value, shown.label))


def welsh_report(inspection: Inspection | None) -> Link | None:
    """The inspectorate's report in Welsh, where one is known."""
    if inspection is None or not (address := welsh_source("reports", inspection.inspection_id)):
        return None
    return Link(in_welsh("reports", inspection.inspection_id).text, address)


def welsh_standards(inspection: Inspection | None) -> tuple[WelshRow, ...]:
    """Every standard of an inspection with its rating, or that no source gives it."""
    return tuple(
        WelshRow(
            in_welsh("standard_names", rating.standard.name, rating.standard.name), welsh_chip(shown_rating(rating))
        )
        for rating in (inspection.ratings if inspection else ())
    )


def welsh_history(area: Pdu | Region, directory: Directory) -> tuple[WelshInspection, ...]:
    """Every inspection of an area, newest first, as on the English page."""
    rows = inspection_rows(area.inspections, directory)
    return tuple(welsh_inspection(row, one) for row, one in zip(rows, area.inspections, strict=True))


def welsh_inspection(row: InspectionRow, inspection: Inspection) -> WelshInspection:
    """One inspection; its report in Welsh where there is one, otherwise the one in English."""
    report = welsh_report(inspection)
    return WelshInspection(
        published=said_in_welsh(row.published),
        programme=Text(row.programme, "en"),
        chip=welsh_chip(row.shown),
        score=said_in_welsh(row.score),
        report=report or row.report,
        report_language="cy" if report else "en",
        break_above=said_in_welsh(row.break_above),
    )
