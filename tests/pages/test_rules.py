"""The rules of what pages say, over the page of every area of the released package; each is seen to find its fault."""

import re
from dataclasses import replace
from datetime import date

import pytest

from ratings_site.model.directory import build_directory
from ratings_site.pages.contents import KINDS, build_pages
from ratings_site.pages.page import Facts, Furniture, figure_html, render_page
from tests.frozen import frozen_directory, frozen_facts, frozen_tables
from tests.pages.rendered import FURNITURE
from tests.pages.rules import RULES, Open, broken, standing_of_its_own

SITE = "https://site.example/"
CHIP = '<span data-rating="Inadequate">Inadequate</span>'
RATED = f'<a href="../../standards/planning/">Planning</a> {CHIP}'


def bars(first: str, *rows: tuple[str | int, ...]) -> str:
    """The table of a chart that counts ratings on standards."""
    heads = (first, "From", "Outstanding", "Good", "Requires improvement", "Inadequate", "Known", "Inspected")
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (heads, *rows))
    return f'<table><caption id="chart-shares-x-table">x</caption>{cells}</table>'


PLANTED = {
    "over_less_than_half": [
        '<p class="chart-headline">Six standards were inadequate in every PDU with a rating.</p>',
        '<p class="chart-headline">The highest score of a PDU is Wakefield’s.</p>',
    ],
    "one_sided": [
        "<p>Leeds scored 3 of 21, more than six of the other 24.</p>",
        "<p>Leeds scored 3 of 21: six lower, of 25 known scores.</p>",
    ],
    "as_if_all_were_known": [
        '<p>By published totals, planning was inadequate in two of 24 PDUs.</p><a href="standards/">All standards</a>',
        '<figure class="chart" id="chart-shares-x"></figure><p>They are not at random.</p><a href="standards/">All</a>',
        "<p>They are not at random. By published totals, planning was inadequate in two of 24 PDUs.</p>",
    ],
    "added_up": [
        bars("Standard", ("Planning", "published total", 0, 7, 14, 4, 24, 24)),
        bars("Standard", ("Planning", "known by name", 0, 3, 2, 2, 7, 6)),
        bars("Area", ("All PDUs", "known by name", 0, 7, 0, 0, 7, 43), ("Wales", "known by name", 0, 3, 0, 0, 3, 6)),
        bars("Area", ("All PDUs", "known by name", 1, 0, 0, 0, 1, 9), ("Wales", "known by name", 0, 1, 0, 0, 1, 9)),
    ],
    "compared_scores": ["<p>2022 Good → 2024 Inadequate.</p>"],
    "open_twice": [f"<p>{RATED}</p><p>{RATED}</p>"],
    "absent_too_often": ["<td>Not available</td>" * 4, "<p>The score is not in our data. Not known.</p>" * 2],
    "never_said": [
        "<p>The ratings of Appendix 2 are lost.</p>",
        "<p>Ratings above this line cannot be compared with those below it.</p>",
        "<p>No source we hold gives it.</p>",
        "<p>The ratings are derived.</p>",
        "<p>See hmip-our-inspections.</p>",
    ],
    "chart_of_nothing": ['<figure><span data-rating="not yet inspected"></span></figure>'],
    "misleading_link": ['<a href="https://inspectorate.example/">2024 annual report</a>'],
    "invented_day": ["<p>Inspection published 1 January 2025: all that was found</p>"],
}
"""Faults that pages once had, by the rule that finds them."""


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The page of every region and unit with the figure of its chart, by its address."""
    furniture = Furniture(lambda chart, base, page: figure_html(chart, base, site_url=SITE, page=page), SITE)
    made = build_pages(Facts(frozen_directory()), [kind for kind in KINDS if kind.template in ("region", "pdu")])
    return {page.address: render_page(page, furniture)[1] for page in made}


def test_no_page_of_an_area_breaks_a_rule(pages: dict[str, str]) -> None:
    assert len(pages) > 110
    assert {address: wrong for address, html in pages.items() if (wrong := broken(html))} == {}


@pytest.mark.parametrize(("rule", "html"), [(rule, html) for rule, planted in PLANTED.items() for html in planted])
def test_each_rule_finds_its_fault(rule: str, html: str) -> None:
    assert rule in broken(html)


def test_each_rule_is_seen_to_find_a_fault() -> None:
    assert PLANTED.keys() == RULES.keys()


def test_what_is_folded_is_not_open() -> None:
    assert Open("<p>a</p><details><summary>b</summary><p>c</p></details><p>d</p>").text == "a\nd"
    assert broken(f"<p>{RATED}</p><details><p>{RATED}</p></details>") == {}


def test_each_inspected_unit_says_whether_people_are_kept_safe_with_a_source_that_is_no_home_page(
    pages: dict[str, str],
) -> None:
    directory = frozen_directory()
    programme = directory.current_programme.programme_id
    for pdu in directory.pdus.values():
        if pdu.latest(programme):
            (_, answer) = pages[pdu.address].split("## Is it keeping people safe?")
            answer = answer.split("\n## ")[0]
            assert "<q>" in answer or "Public protection" in answer or "What inspectors found on this" in answer, (
                pdu.name
            )
            assert "(home page)" not in answer, pdu.name


def test_a_unit_never_inspected_has_no_answers_of_an_inspection(pages: dict[str, str]) -> None:
    directory = frozen_directory()
    programme = directory.current_programme.programme_id
    waiting = [pdu for pdu in directory.pdus.values() if not pdu.latest(programme)]
    assert len(waiting) > 60
    for pdu in waiting:
        headings = set(re.findall(r"^## (.*)", pages[pdu.address], re.MULTILINE))
        assert headings <= {"Is it keeping people safe?", "What happens next", "Where to turn"}, pdu.name


def test_each_page_has_one_chart_and_its_three_names_do_not_repeat_each_other(pages: dict[str, str]) -> None:
    for address, html in pages.items():
        (figure,) = re.findall(r"<figure class.*?</figure>", html, re.DOTALL)
        caption = re.findall(r'<caption id="[^"]+">([^<]+)<', figure)
        headline = re.findall(r'class="chart-headline">([^<]+)<', figure)
        assert caption
        assert headline
        assert not headline[0].startswith(caption[0]), address
        assert not caption[0].startswith(headline[0]), address


def test_bars_that_add_up_break_no_rule() -> None:
    of_a_standard = bars("Standard", ("Planning", "published total", 0, 6, 14, 4, 24, 24))
    of_regions = bars(
        "Area",
        ("In the published total", "published total", 0, 6, 14, 4, 24, 24),
        ("All PDUs", "known by name", 0, 3, 2, 2, 7, 43),
        ("Wales", "known by name", 0, 1, 0, 1, 2, 6),
        ("London", "known by name", 0, 2, 2, 1, 5, 9),
    )
    assert (broken(of_a_standard), broken(of_regions)) == ({}, {})


@pytest.fixture(scope="module")
def under_appeal() -> dict[str, str]:
    """Every page as it would be if every inspection was under appeal, by its address; without its charts."""
    tables = frozen_tables()
    state = {"status": "under appeal", "status_on": date(2026, 1, 1)}
    appealed = [row | state for row in tables.rows["inspections"]]
    directory = build_directory(replace(tables, rows={**tables.rows, "inspections": appealed}))
    facts = frozen_facts(directory)
    kinds = [kind for kind in KINDS if kind.path.split("/")[0] not in WITHOUT_RATINGS]
    return {page.address: render_page(page, FURNITURE)[1] for page in build_pages(facts, kinds)}


WITHOUT_RATINGS = {"method.md", "data", "changes", "find", "postcodes"}
"""Pages that explain ratings, or name each unit's only beside its name in a list of places."""


def test_an_appeal_is_said_beside_each_rating_of_every_page(under_appeal: dict[str, str]) -> None:
    assert sum("Under appeal" in page for page in under_appeal.values()) > 100
    assert {address: found for address, page in under_appeal.items() if (found := [*standing_of_its_own(page)])} == {}


def test_a_rating_without_its_appeal_is_found() -> None:
    symbol = '<span class="rating" data-rating="Good"><span class="symbol" aria-hidden="true">●</span> Good</span>'
    assert [*standing_of_its_own(f"<td>{symbol}</td><td>24 October 2024</td>")]
    assert not [*standing_of_its_own(f'<td>{symbol} <span class="status">Under appeal</span></td>')]
    assert not [*standing_of_its_own(f'<th scope="col" class="number">{symbol}</th><td>24 October 2024</td>')]
