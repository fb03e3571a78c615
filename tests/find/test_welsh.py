"""Welsh is never made up: each word has the page it stands on, and what has none is in English and says so."""

import re
from html.parser import HTMLParser

import pytest

from ratings_site.model.joining import build_directory
from ratings_site.model.views.pdu import build_pdu_view
from ratings_site.model.views.welsh import Words, build_welsh_pdu, build_welsh_region, paragraph
from ratings_site.model.wording import Text, in_welsh, read_wording, say, welsh_source
from ratings_site.render.find import search_form
from ratings_site.render.pages import Furniture, render_pages
from ratings_site.render.welsh import welsh_pages
from tests.builders import a_package, a_pdu, a_region, an_inspection
from tests.find.a_site import no_figure, the_directory
from tests.find.test_wording import leaves

PUBLIC = ("https://hmiprobation.justiceinspectorates.gov.uk/", "https://www.gov.uk/", "https://cffdl.llyw.cymru/")
REPORTS = ("https://pdfslide.tips/documents/adroddiad-blynyddol", "https://pdfslide.net/documents/arolygiad-o-")
"""Copies of two reports of the inspectorate."""
REVIEWED = "reviewed translation"


def test_each_welsh_word_has_the_address_of_a_page_that_uses_it():
    for section, key in welsh_terms():
        assert welsh_source(section, key).startswith(("https://", REVIEWED)), (section, key)


def test_what_stands_on_pages_comes_from_the_inspectorate_the_service_or_the_welsh_government():
    allowed = (*PUBLIC, *REPORTS, REVIEWED)
    shown = [(section, key) for section, key in welsh_terms() if section != "search_places"]
    assert [term for term in shown if not welsh_source(*term).startswith(allowed)] == []


def welsh_terms() -> list[tuple[str, str]]:
    """Every Welsh term by the part of the catalogue it stands in and its key there."""
    keys = (key.partition(".") for key, _ in leaves(dict(read_wording("cy"))))
    return [(section, key) for section, _, key in keys if section != "sources"]


def test_a_word_without_a_source_stays_english():
    assert in_welsh("ratings", "Requires improvement", "Requires improvement") == Text("Angen gwella", "cy")
    assert in_welsh("ratings", "Inadequate", "Inadequate") == Text("Inadequate", "en")


def test_welsh_names_and_reports_are_of_areas_and_inspections_there_are():
    directory, welsh = the_directory(), read_wording("cy")
    assert welsh["pdus"].keys() <= directory.pdus.keys()
    assert welsh["regions"].keys() <= directory.regions.keys()
    assert welsh["reports"].keys() <= directory.inspections.keys()
    places = {place.place for pdu in directory.pdus.values() for place in pdu.places}
    assert (welsh["places"] | welsh["search_places"]).keys() <= places


def test_a_unit_s_page_says_its_rating_in_the_inspectorate_s_words():
    directory = the_directory()
    area = build_welsh_pdu(directory.pdus["north-wales"], directory)
    assert (area.name, area.chip.label) == (Text("Gogledd Cymru", "cy"), Text("Angen gwella", "cy"))
    assert area.sentence == Text("Cafodd yr Uned sgôr {rating} yn gyffredinol.", "cy")
    assert area.report
    assert area.report.text == "Arolygiad o wasanaethau prawf yn Gogledd Cymru"


@pytest.mark.parametrize("pdu_id", ["north-wales", "gwent", "cardiff-and-the-vale"])
def test_a_unit_s_page_has_every_standard_and_every_inspection_of_the_page_in_english(pdu_id):
    directory = the_directory()
    welsh = build_welsh_pdu(directory.pdus[pdu_id], directory)
    english = build_pdu_view(directory.pdus[pdu_id], directory)
    assert [row.chip.shown for row in welsh.standards] == [row.shown for row in english.standards]
    assert [row.chip.shown for row in welsh.inspections] == [row.shown for row in english.inspections]
    answers = [" ".join(answer.sentences) for answer in english.answers]
    assert [plain(answer.answer) for answer in welsh.answers] == answers
    assert plain(welsh.more).endswith(" ".join(english.headline.more))


def test_a_unit_s_page_says_when_the_report_came_out_and_which_grade_it_gave():
    rows = (a_region(nation="Wales"), a_pdu(), an_inspection(score=6))
    directory = build_directory(a_package(*rows, today="2026-11-23"))
    assert plain(build_welsh_pdu(directory.pdus["alderby"], directory).more) == (
        "The report came out in October 2024. That is the third of four grades, with 6 points of 21. "
        "The rating is two years old."
    )


def test_the_region_s_page_has_its_eight_standards_and_says_that_the_date_is_not_known():
    directory = the_directory()
    region = build_welsh_region(directory.regions["wales"], directory)
    assert len(region.standards) == 8
    assert plain(region.more).endswith("grades. The date of the report is not in the sources we hold.")


def test_an_area_that_was_not_inspected_says_so_and_what_is_known():
    directory = build_directory(a_package(a_region(nation="Wales"), a_pdu(), today="2026-11-23"))
    area = build_welsh_pdu(directory.pdus["alderby"], directory)
    assert area.sentence == Text("Not yet inspected in this programme.", "en")
    assert (area.more, area.standards) == ((Text("No inspection of it is in the sources we hold.", "en"),), ())


def test_neighbours_of_one_language_are_one_piece():
    said = [say("headline.no_score"), say("terms.overall", rating="Good"), say("headline.no_date")]
    assert paragraph(said) == (
        Text("Its score is not in the sources we hold. ", "en"),
        Text("Cafodd yr Uned sgôr ", "cy"),
        Text("Good", "en"),
        Text(" yn gyffredinol. ", "cy"),
        Text("The date of the report is not in the sources we hold.", "en"),
    )


def plain(words: Words) -> str:
    return "".join(piece.text for piece in words)


class Spoken(HTMLParser):
    """Collects each piece of text with the language it is marked with."""

    def __init__(self) -> None:
        super().__init__()
        self.languages: list[str] = ["en"]
        self.said: list[tuple[str, str]] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.languages.append(dict(attrs).get("lang") or self.languages[-1])

    def handle_endtag(self, _tag: str) -> None:
        self.languages.pop()

    def handle_data(self, data: str) -> None:
        if text := data.strip():
            self.said.append((self.languages[-1], text))


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    furniture = Furniture(figure=no_figure, search_form=search_form, site_url="https://site.example/")
    rendered = render_pages(welsh_pages(the_directory()), furniture)
    return {path: text.split("---", 2)[2] for path, text in rendered.items()}


def test_wales_its_six_units_and_the_way_in_have_pages(pages):
    assert sorted(pages) == [
        "cy/index.md",
        "cy/pdus/cardiff-and-the-vale.md",
        "cy/pdus/cwm-taf-morgannwg.md",
        "cy/pdus/dyfed-powys.md",
        "cy/pdus/gwent.md",
        "cy/pdus/north-wales.md",
        "cy/pdus/swansea-neath-port-talbot.md",
        "cy/regions/wales.md",
    ]


def test_all_text_marked_as_welsh_is_sourced_welsh(pages):
    sourced = [text for key, text in leaves(dict(read_wording("cy"))) if not key.startswith("sources.")]
    known = " ".join(part for text in sourced for part in re.split(r"\{\w+\}", text))
    for path, page in pages.items():
        spoken = Spoken()
        spoken.feed(page)
        welsh_pieces = [piece for language, text in spoken.said if language == "cy" for piece in text.split(": ")]
        said = [piece.strip(":▲■●★–◊…× ") for piece in welsh_pieces]
        assert [piece for piece in said if piece and piece not in known] == [], path
