"""Welsh is never made up: each word has the page it stands on, and what has none is in English and says so."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser

import pytest
from markupsafe import Markup

from ratings_site.model.directory import Directory, build_directory
from ratings_site.model.views.headline import area_headline
from ratings_site.model.views.parts import Link
from ratings_site.model.views.pdu import PduView
from ratings_site.model.views.region import RegionView
from ratings_site.model.views.welsh import build_welsh_note, build_welsh_view, welsh_areas
from ratings_site.model.wording import Name, Text, in_welsh, read_wording, said_in_welsh, welsh_source
from ratings_site.render.areas import area_pages, welsh_pages
from ratings_site.render.find import search_form
from ratings_site.render.pages import Furniture, Page, render_pages
from ratings_site.render.speech import in_welsh as in_welsh_html
from ratings_site.render.speech import say_in_welsh
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


def welsh_view(area_id: str, directory: Directory) -> PduView | RegionView:
    (area,) = [area for area in welsh_areas(directory) if area_id in {getattr(area, "pdu_id", ""), area.region_id}][:1]
    return build_welsh_view(area, directory)


def test_a_unit_s_page_says_its_rating_in_the_inspectorate_s_words():
    headline = welsh_view("north-wales", the_directory()).headline
    assert said_in_welsh(headline.sentence) == (
        Text("Cafodd yr Uned sgôr ", "cy"),
        Text("Angen gwella", "cy"),
        Text(" yn gyffredinol.", "cy"),
    )


def test_a_unit_s_page_says_when_the_report_came_out_and_which_grade_it_gave():
    rows = (a_region(nation="Wales"), a_pdu(), an_inspection(score=6))
    directory = build_directory(a_package(*rows, today="2026-11-23"))
    assert " ".join(welsh_view("alderby", directory).headline.more) == (
        "The report came out in October 2024. That is the third of four grades, with 6 points of 21. "
        "The rating is two years old."
    )


def test_what_is_not_said_in_welsh_is_said_as_on_the_english_page():
    directory = the_directory()
    assert welsh_view("wales", directory).headline == area_headline(directory.regions["wales"], directory)
    unknown = build_directory(a_package(a_region(nation="Wales"), a_pdu(), today="2026-11-23"))
    assert welsh_view("alderby", unknown).headline == area_headline(unknown.pdus["alderby"], unknown)


def test_a_report_in_welsh_stands_in_the_place_of_the_english_one():
    directory = the_directory()
    report = Link("Report", welsh_source("reports", "north-wales-2025"))
    assert welsh_view("north-wales", directory).inspections[0].report == report
    assert said_in_welsh(report_name("north-wales", directory)) == (
        Text("Arolygiad o wasanaethau prawf yn Gogledd Cymru", "cy"),
    )


def report_name(area_id: str, directory: Directory) -> str:
    note = build_welsh_note(directory.pdus[area_id], directory)
    assert note.report
    return note.report.text


def test_welsh_and_html_in_gaps_stand_beside_each_other():
    chip = Markup("<b>Good</b>")
    assert say_in_welsh("terms.overall", rating=chip) == Markup(
        '<span lang="cy">Cafodd yr Uned sgôr </span><b>Good</b><span lang="cy"> yn gyffredinol.</span>'
    )
    assert say_in_welsh("headline.no_score") == "Its score is not in the sources we hold."
    assert in_welsh_html(Name("North Wales", "pdus.north-wales")) == Markup('<span lang="cy">Gogledd Cymru</span>')
    assert in_welsh_html("Leeds & York") == Markup("Leeds &amp; York")


class Spoken(HTMLParser):
    """Collects each piece of text with the language it is marked with."""

    def __init__(self) -> None:
        super().__init__()
        self.languages: list[str] = ["en"]  # as the whole content of the page is marked
        self.said: list[tuple[str, str]] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.languages.append(dict(attrs).get("lang") or self.languages[-1])

    def handle_endtag(self, _tag: str) -> None:
        self.languages.pop()

    def handle_data(self, data: str) -> None:
        if text := data.strip():
            self.said.append((self.languages[-1], text))


FURNITURE = Furniture(figure=no_figure, search_form=search_form, site_url="https://site.example/")


def rendered(pages: Iterable[Page]) -> dict[str, str]:
    return {path: text.split("---", 2)[2] for path, text in render_pages(pages, FURNITURE).items()}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return rendered(welsh_pages(the_directory()))


@pytest.fixture(scope="module")
def english_pages() -> dict[str, str]:
    return rendered(area_pages(the_directory()))


def facts_of(page: str) -> list[str]:
    """Every row, rating, source and download of a page, in order; the way to the root of the site does not count."""
    found = re.findall(r'data-(?:key|inspection|pdu|rating)="[^"]*"|href="(?:https:|(?:\.\./)+data/)[^"]*"', page)
    return [fact.replace("../", "") for fact in found]


def test_a_page_in_welsh_has_every_fact_of_the_page_in_english(pages, english_pages):
    for path, page in pages.items():
        english = english_pages[path.removeprefix("cy/").replace("index.md", "regions/wales.md")]
        missing = [fact for fact in facts_of(english) if fact not in facts_of(page)]
        assert [fact for fact in missing if "/document/an-inspection-of" not in fact] == [], path  # a report in Welsh
        assert len(facts_of(english)) > 20


def test_a_page_in_welsh_leads_on_in_welsh(pages):
    assert '<a href="../../../cy/regions/wales/">' in pages["cy/pdus/gwent.md"]
    assert '<a href="../../../cy/pdus/north-wales/">' in pages["cy/pdus/gwent.md"]
    assert '<a href="../../../method/">' in pages["cy/pdus/gwent.md"]


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
        said = [text for language, text in spoken.said if language == "cy"]
        assert [text for text in said if text not in known] == [], path
        assert len(said) > 5
