"""Welsh is never made up: each word has the page it stands on, and what has none is in English and says so."""

import re
from collections import defaultdict
from collections.abc import Iterable
from html.parser import HTMLParser

import pytest
from babel.messages.catalog import Message

from ratings_site.model import wording
from ratings_site.model.directory import Directory, build_directory
from ratings_site.model.tables import Tables, text_cells
from ratings_site.model.wording import catalogue_file, read_catalogue, show_welsh, speaking, without_signs
from ratings_site.pages.area import Headline, area_headline
from ratings_site.pages.contents import KINDS, build_pages
from ratings_site.pages.page import Facts, Furniture, Page, figure_html, render_pages
from ratings_site.pages.parts import reports_of
from ratings_site.wording.rating import Shown
from tests.builders import a_package, a_pdu, a_region
from tests.find.a_site import no_figure
from tests.find.catalogues import write_marked_catalogue
from tests.frozen import frozen_directory

PUBLIC = ("https://hmiprobation.justiceinspectorates.gov.uk/", "https://www.gov.uk/", "https://cffdl.llyw.cymru/")
REPORTS = ("https://pdfslide.tips/documents/adroddiad-blynyddol", "https://pdfslide.net/documents/arolygiad-o-")
"""Copies of two reports of the inspectorate."""
REVIEWED = "reviewed translation"


def translations() -> list[Message]:
    """Everything that is translated."""
    return [
        message for message in read_catalogue(catalogue_file()) if message.id and message.string and all(message.string)
    ]


def test_each_welsh_word_has_the_address_of_a_page_that_uses_it():
    for message in translations():
        assert message.user_comments[0].startswith(("https://", REVIEWED)), message.id


def test_what_stands_on_pages_comes_from_the_inspectorate_the_service_or_the_welsh_government():
    allowed = (*PUBLIC, *REPORTS, REVIEWED)
    shown = [message for message in translations() if message.context != "search name"]
    assert [message.id for message in shown if not message.user_comments[0].startswith(allowed)] == []


def test_a_word_without_a_source_stays_english():
    with speaking("cy"):
        assert show_welsh(Shown("Requires improvement").label) == '<span lang="cy">Angen gwella</span>'
        assert Shown("Inadequate").label == "Inadequate"


def test_welsh_names_and_reports_are_of_areas_and_inspections_there_are():
    directory, said = frozen_directory(), defaultdict(set)
    for message in translations():
        said[message.context].add(message.id)
    areas = {area.name for area in (*directory.pdus.values(), *directory.regions.values())}
    places = {place.place for pdu in directory.pdus.values() for place in pdu.places}
    standards = {standard.name for standard in directory.standards.values()}
    assert said["name"] <= areas | places | standards | directory.grades.keys()
    assert said["search name"] <= places
    assert said["report"] == said["address of the report"] <= directory.inspections.keys()


def welsh_headline(kind: str, area_id: str, tables: Tables) -> Headline:
    """The headline of an area as its Welsh page has it."""
    with speaking("cy"):
        directory = build_directory(tables)
        return area_headline(directory.areas[kind, area_id], directory)


def test_a_unit_s_page_says_its_rating_in_the_inspectorate_s_words():
    headline = welsh_headline("pdu", "north-wales", frozen_directory().tables)
    with speaking("cy"):
        assert show_welsh(headline.sentence) == (
            '<span lang="cy">Cafodd yr Uned sgôr </span><span lang="cy">Angen gwella</span>'
            '<span lang="cy"> yn gyffredinol.</span>'
        )


def test_what_is_not_said_in_welsh_is_said_as_on_the_english_page():
    directory = frozen_directory()
    assert welsh_headline("region", "wales", directory.tables) == area_headline(directory.regions["wales"], directory)
    unknown = a_package(a_region(nation="Wales"), a_pdu(), today="2026-11-23")
    english = build_directory(unknown)
    assert welsh_headline("pdu", "alderby", unknown) == area_headline(english.pdus["alderby"], english)


def test_a_report_in_welsh_stands_in_the_place_of_the_english_one():
    inspection = frozen_directory().pdus["north-wales"].inspections[0]
    with speaking("cy"):
        report = reports_of(inspection)[0]
    assert without_signs(report.text) == "Arolygiad o wasanaethau prawf yn Gogledd Cymru"
    assert report.address == (
        "https://hmiprobation.justiceinspectorates.gov.uk/document/arolygiad-o-wasanaethau-prawf-yn-gogledd-cymru-2025"
    )
    assert reports_of(inspection)[0].address != report.address


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


FURNITURE = Furniture(figure=no_figure, site_url="https://site.example/")


def pages_of(directory: Directory, *templates: str) -> list[Page]:
    return build_pages(Facts(directory), [kind for kind in KINDS if kind.template in templates])


def rendered(pages: Iterable[Page]) -> dict[str, str]:
    return {path: text.split("---", 2)[2] for path, text in render_pages(pages, FURNITURE).items()}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return rendered(pages_of(frozen_directory(), "welsh-index", "welsh"))


@pytest.fixture(scope="module")
def english_pages() -> dict[str, str]:
    return rendered(pages_of(frozen_directory(), "region", "pdu"))


def words_of(page: str) -> list[str]:
    return [word for _, text in spoken(page) for word in re.findall(r"[^\W\d]+", text)]


def test_a_page_in_welsh_is_short_and_says_that_it_is_partly_so(pages, english_pages):
    for path, page in pages.items():
        assert "Cymraeg (rhannol)" in "".join(text for _, text in spoken(page)), path
        english = english_pages.get(path.removeprefix("cy/"))
        assert english is None or 4 * len(words_of(page)) < len(words_of(english)), path
        assert 'hreflang="en"' in page


def test_the_report_in_welsh_comes_before_everything_else_that_leads_out(pages):
    directory = frozen_directory()
    known = {m.id: str(m.string) for m in translations() if m.context == "address of the report"}
    for inspection_id, address in known.items():
        pdu_id = directory.inspections[inspection_id].pdu_id
        outside = re.findall(r'href="(https:[^"]*)"', pages[f"cy/pdus/{pdu_id}.md"])
        assert outside[0] == address


def test_a_rating_that_has_no_welsh_is_marked_as_english_and_the_page_says_so_once(pages):
    """Wherever it stands among Welsh words, of the names of ratings only the Welsh are left unmarked."""
    grades = frozen_directory().grades
    for path, page in pages.items():
        chips = re.findall(
            r'<span class="rating" data-rating="([^"]+)"( lang="en")?>(.*?</span>[^<]*(?:<span lang="cy">)?)', page
        )
        for rating, english, said in chips:
            assert bool(english) is (rating in said), (path, said)
        assert chips, path
        foreign = {rating for rating, english, _ in chips if english and rating in grades}
        for rating in grades:
            told = f"no Welsh word of the inspectorate for “{rating}”"
            assert page.count(told) == (rating in foreign), (path, rating)
    assert 'lang="en"' in pages["cy/pdus/cardiff-and-the-vale.md"]


def test_a_page_in_welsh_leads_on_in_welsh(pages):
    assert '<a href="../../../cy/regions/wales/">' in pages["cy/pdus/gwent.md"]
    assert '<a href="../../../cy/pdus/north-wales/">' in pages["cy/pdus/gwent.md"]
    assert '<a href="../../../pdus/gwent/" hreflang="en">' in pages["cy/pdus/gwent.md"]


def test_wales_its_six_units_and_the_way_in_have_pages(pages):
    assert sorted(pages) == [
        "cy/index.md", "cy/pdus/cardiff-and-the-vale.md", "cy/pdus/cwm-taf-morgannwg.md", "cy/pdus/dyfed-powys.md",
        "cy/pdus/gwent.md", "cy/pdus/north-wales.md", "cy/pdus/swansea-neath-port-talbot.md", "cy/regions/wales.md",
    ]  # fmt: skip


def test_all_text_marked_as_welsh_is_sourced_welsh(pages):
    sourced = " ".join(str(message.string) for message in translations()).casefold()
    for path, page in pages.items():
        said = [text for language, text in spoken(page) if language == "cy" and re.search(r"\w", text)]
        assert [text for text in said if text.casefold() not in sourced] == [], path
        assert len(said) > 3


def test_whatever_a_page_says_would_be_in_welsh_if_the_catalogue_had_all_of_it(tmp_path, monkeypatch):
    """Every message is marked in a catalogue made by code: what is not marked on a page comes from the tables."""
    directory = frozen_directory()
    write_marked_catalogue(tmp_path, directory)
    monkeypatch.setattr(wording, "FOLDER", tmp_path)
    furniture = Furniture(figure=lambda chart, base, _: figure_html(chart, base), site_url="")
    labels = (inspection.published_label for inspection in directory.inspections.values())
    known = " ".join([*labels, *text_cells(directory.tables)])
    for path, page in render_pages(pages_of(directory, "welsh-index", "welsh"), furniture).items():
        said = spoken(re.sub(r"\{: [^}]*\}", "", page.split("---", 2)[2]))
        names = [name for language, text in said if language == "en" for name in text.split(", ")]
        english = [name.strip(" .,;:()–…") for name in names]
        assert [text for text in english if re.search(r"[^\W\d]", text) and text not in known] == [], path
        assert sum(language == "cy" for language, _ in said) > 10


def spoken(page: str) -> list[tuple[str, str]]:
    """Each piece of text on a page with its language."""
    found = Spoken()
    found.feed(page)
    return found.said
