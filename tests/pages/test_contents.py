"""The table of all pages: each stands at an address of its own, under a title of its own."""

from collections import Counter
from collections.abc import Iterator, Mapping

from ratings_site.charts.chart import Chart
from ratings_site.model.directory import build_directory
from ratings_site.pages.contents import KINDS, build_pages
from ratings_site.pages.page import Facts, Furniture, render_page, told_apart
from tests.builders import a_package, a_pdu, a_region
from tests.charts.packages import small
from tests.pages.rendered import FURNITURE


def titles(*rows: object) -> dict[str, str]:
    """The titles of a package's pages, without those of the files that people download."""
    kinds = [kind for kind in KINDS if not kind.path.startswith("data/")]
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
    found = titles(a_region(), a_pdu(), a_pdu("Alderby", pdu_id="alderby-again"))
    assert [title for title, times in Counter(found.values()).items() if times > 1] == []
    assert found["pdus/alderby-again/"] == "Alderby (probation delivery unit) (pdus/alderby-again/)"


def test_an_area_with_a_name_of_its_own_has_it_as_its_title() -> None:
    assert titles(a_region(), a_pdu())["pdus/alderby/"] == "Alderby"


def test_each_kind_of_page_has_a_path_and_a_template_of_its_own() -> None:
    for column in ([kind.path for kind in KINDS], [kind.template for kind in KINDS]):
        assert sorted(set(column)) == sorted(column)


def charts_in(value: object) -> Iterator[str]:
    """The charts of a view, by their ids."""
    if isinstance(value, Chart):
        yield value.chart_id
    elif isinstance(value, Mapping | list | tuple):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from charts_in(inner)


def test_every_chart_of_a_view_stands_on_its_page() -> None:
    shown: list[str] = []
    furniture = Furniture(lambda chart, *_: shown.append(chart.chart_id) or "", "https://site.example/")
    charted = 0
    for page in build_pages(Facts(small()), [kind for kind in KINDS if not kind.path.startswith("data/")]):
        shown.clear()
        render_page(page, furniture)
        assert set(charts_in(page.view)) == set(shown), page.path
        charted += bool(shown)
    assert charted > 10
