"""The table of all pages: each stands at an address of its own, under a title of its own."""

import re
from collections import Counter
from itertools import islice
from pathlib import Path

from ratings_site.model.directory import build_directory
from ratings_site.pages.contents import KINDS, build_pages, pages_of
from ratings_site.pages.page import ASKED, Facts, Furniture, render_page, told_apart
from tests.builders import a_package, a_pdu, a_region
from tests.charts.packages import small
from tests.pages.rendered import FURNITURE

ROOT = Path(__file__).parents[2] / "ratings_site"


def titles(*rows: object, also: tuple[str, ...] = ()) -> dict[str, str]:
    """The titles of a package's pages of areas and standards, and of those below the folders of `also`."""
    kinds = [kind for kind in KINDS if kind.path.startswith(("pdus/", "regions/", "standards/", *also))]
    pages = build_pages(Facts(build_directory(a_package(*rows))), kinds)  # type: ignore[arg-type]
    heads = told_apart([render_page(page, FURNITURE)[0] for page in pages])
    return {str(head["address"]): str(head["title"]) for head in heads}


def test_an_area_that_is_named_as_another_page_says_in_its_title_what_kind_of_area_it_is() -> None:
    found = titles(a_region("Alderby"), a_pdu("Alderby", "Alderby"), a_pdu("Standards", "Alderby"))
    named = {"regions/alderby/", "pdus/alderby/", "pdus/standards/", "standards/"}
    assert {address: title for address, title in found.items() if address in named} == {
        "regions/alderby/": "Alderby (probation region)",
        "pdus/alderby/": "Alderby (probation delivery unit)",
        "pdus/standards/": "Standards (probation delivery unit)",
        "standards/": "Standards",
    }


def test_no_two_pages_have_one_title_even_where_two_units_have_one_name() -> None:
    everywhere = tuple(kind.path for kind in KINDS if not kind.path.startswith("data/"))
    found = titles(a_region(), a_pdu(), a_pdu("Alderby", pdu_id="alderby-again"), also=everywhere)
    assert [title for title, times in Counter(found.values()).items() if times > 1] == []
    assert found["pdus/alderby-again/"] == "Alderby (probation delivery unit) (pdus/alderby-again/)"


def test_an_area_with_a_name_of_its_own_has_it_as_its_title() -> None:
    assert titles(a_region(), a_pdu())["pdus/alderby/"] == "Alderby"


def test_each_kind_of_page_has_a_path_and_a_template_of_its_own() -> None:
    for column in ([kind.path for kind in KINDS], [kind.template for kind in KINDS]):
        assert sorted(set(column)) == sorted(column)


FEW = 20
"""So many pages of a kind are looked at: all of them, but of the postcodes."""

CHARTS = {
    "region": ["scores-region-cymru-newydd", "scores-region-northland"],
    "pdu": ["scores-pdu-alderby", "scores-pdu-brackwell", "scores-region-northland", "scores-region-cymru-newydd"],
    "home": ["overall-ratings"],
    "regions": ["shares-core-2023-region", "region-tiles"],
    "pdus": ["scores-all-pdus"],
    "then-and-now": ["then-and-now"],
    "standards": ["shares-core-2023-pdu", "shares-pdu-2021-pdu"],
    "standard": [
        *("shares-pdu-2021-pdu-court-work", "shares-core-2023-pdu-leadership", "shares-core-2023-pdu-staffing"),
        "shares-core-2023-region-leadership",
    ],
    "publications": ["publications-over-time"],
    "annual-report": ["figure-8", "figure-13", "figure-15"],
}
"""The charts of a small package, in the order of the pages and on them, by the kind of page."""


def test_each_kind_of_page_shows_its_charts() -> None:
    shown: dict[str, list[str]] = {}
    facts = Facts(small())
    for kind in (kind for kind in KINDS if not kind.path.startswith("data/")):
        charts = shown.setdefault(kind.template, [])
        furniture = Furniture(lambda chart, *_, told=charts: told.append(chart.chart_id) or "", "https://site.example/")
        for page in islice(pages_of(kind, facts), FEW):
            render_page(page, furniture)
    assert {template: charts for template, charts in shown.items() if charts} == CHARTS


def test_nothing_that_templates_may_ask_is_asked_by_nobody() -> None:
    files = [file for suffix in ("py", "jinja") for file in ROOT.rglob(f"*.{suffix}")]
    named = Counter(re.findall(r"\w+", " ".join(file.read_text("utf-8") for file in files)))
    own = [
        name
        for module in ASKED
        for name, one in vars(module).items()
        if getattr(one, "__module__", "") == module.__name__
    ]
    assert len(own) > 100
    assert [name for name in own if named[name] == 1] == []  # where it is made
