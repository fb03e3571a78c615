import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from ratings_site.model.directory import build_directory
from ratings_site.publish.light import Light, lighten, lighten_all, named_in, put_back
from ratings_site.publish.problems import PublishError
from tests.builders import a_package, a_pdu, a_region, an_inspection, ratings_of
from tests.pages.rendered import page_at, text_of

EXTENSIONS = ("toc", "tables", "fenced_code", "abbr", "attr_list", "def_list", "md_in_html")
"""Those of mkdocs.yml, and those that MkDocs always has."""

BLOCKS = (
    "## A heading {: #here }", "Prose with *stress*, `code` and [a link](other.md).", "- one\n- two",
    "| a | b |\n| --- | --- |\n| 1 | 2 |", "Term\n:   what it means", "    indented\n\n    <p>code</p>",
    "> quoted <b>strong</b>", '<p class="headline">Rated &amp; <b>Good</b>: *never* stressed.</p>',
    '<h1 data-pdu-id="x">Northtown</h1>\n<p>two elements</p>',
    "<div>\n<div>one in another</div>\n<p>and more</p></div>",
    "<details><summary>Folded</summary>\n<table><tr><td>1 &lt; 2</td></tr></table>\n</details>",
    "<section>\n\n<p>within a section</p>\n\n</section>", "<p>an end that is\nlacking", "<p>text after</p> the end",
    "<span>no block</span>", "text before <p>a block</p>",
    '<ul><li data-x="a &gt; b">x</li></ul>\n\n\n<dl><dt>a</dt><dd>b</dd></dl>',
    "<p>one</p>\nand prose on the next line", "  <p>with blanks before it</p>", "1. counted\n\n    <p>in a list</p>",
    '<div class="asked" markdown="1">\n\n## Within\n\n<div>\n<p>a &amp; b</p>\n</div>\n\n*prose*\n\n</div>',
    '<form>\n<nav><a href="#x">x</a></nav>\n\n<table>\n\n<tr><td>*1*</td></tr>\n</table>\n\n</form>',
    '<section markdown="1"><p>one line</p></section>',
    '<p>one</p>\n<p markdown="1">and *two*</p>',
    "<div>one</div>\n## A heading on the next line",
    '<script type="application/ld+json">{"a": "<b>"}</script>',
)  # fmt: skip


def html_of(markdown: str) -> str:
    return Markdown(extensions=EXTENSIONS).convert(markdown)


@given(st.lists(st.sampled_from(BLOCKS), max_size=7), st.sampled_from(["\n\n", "\n\n\n", "\n \n"]))
@settings(max_examples=300, deadline=None)
def test_a_page_made_light_comes_out_as_the_whole_page_does(blocks: list[str], gap: str) -> None:
    page = gap.join(blocks)
    light = lighten(page)
    assert put_back(html_of(light.markdown), light, "x.md") == html_of(page)


def test_what_mkdocs_passes_through_waits_outside() -> None:
    page = '---\ntitle: "A"\ndescription: "Rated “Good” & more."\n---\n\n<h1>A</h1>\n<p>b</p>\n\n## C\n\n<p>d</p>\n'
    light = lighten(page)
    assert light == Light(
        '---\ntitle: "A"\ndescription: "[[description]]"\n---\n\n'
        '<div data-part="0"></div>\n\n## C\n\n<div data-part="1"></div>\n',
        (b"<h1>A</h1>\n<p>b</p>", b"<p>d</p>"),
        "Rated “Good” & more.",
    )
    made = '<meta content="[[description]]"><div data-part="0"></div>\n<h2>C</h2>\n<div data-part="1"></div>'
    assert put_back(made, light, "a.md") == (
        '<meta content="Rated “Good” &amp; more."><h1>A</h1>\n<p>b</p>\n<h2>C</h2>\n<p>d</p>'
    )


@pytest.mark.parametrize("body", ["```\n\n<p>x</p>\n\n```", "<!-- \n\n<p>x</p>\n\n-->", '<div data-part="0"></div>'])
def test_a_page_in_which_a_tag_may_begin_no_block_is_left_as_it_is(body: str) -> None:
    assert lighten(body) == Light(body)


def test_what_was_put_back_is_not_looked_through_for_places() -> None:
    light = Light("", (b'<p>&lt;div data-part="1"&gt; <div data-part="1"></div></p>', b"<p>secret</p>"))
    html = put_back('<div data-part="0"></div> <div data-part="1"></div>', light, "a.md")
    assert html == f"{light.parts[0].decode()} <p>secret</p>"


@pytest.mark.parametrize(
    "made", ["", '<div data-part="0"></div><div data-part="0"></div>', '<div data-part="1"></div>']
)
def test_a_block_that_got_lost_on_its_way_stops_the_publication(made: str) -> None:
    with pytest.raises(PublishError, match=r"a\.md: of 1 blocks of HTML"):
        put_back(made, Light("", (b"<p>x</p>",)), "a.md")


def test_a_page_of_which_a_link_names_a_part_stays_whole_so_that_mkdocs_sees_it() -> None:
    pages = {"a/b.md": "[x](../c.md#part) [y](#here)\n\n<p>b</p>", "c.md": "<p id='part'>c</p>", "d.md": "<p>d</p>"}
    light = lighten_all(pages, pages.__getitem__)
    assert {path: page.markdown for path, page in light.items()} == {
        "a/b.md": pages["a/b.md"],
        "c.md": pages["c.md"],
        "d.md": '<div data-part="0"></div>',
    }


def test_a_file_that_a_page_links_to_is_known() -> None:
    pages = {"a/b.md": Light("[x](../data/t.csv) and t.csv"), "c.md": Light("![y](p.png) [z](a/b.md)")}
    assert named_in(pages, {"data/t.csv", "t.csv", "p.png", "q.png", "a/b.md"}) == {"data/t.csv", "p.png"}


def pages_where_leadership_is(rating: str) -> dict[str, str]:
    ratings = ratings_of("alderby-2024", rating, *["Good"] * 6)
    tables = a_package(a_region(), a_pdu(), an_inspection(overall=rating), *ratings)
    directory = build_directory(tables)
    addresses = ("", "compare/", "inspections/alderby-2024/", "pdus/", "ratings/", "regions/")
    pages = {address: page_at(address, directory) for address in addresses}
    return pages | {"pdus/alderby/": text_of(directory.pdus["alderby"], directory)}


def test_of_another_rating_mkdocs_sees_nothing() -> None:
    pages = [pages_where_leadership_is(rating) for rating in ("Good", "Inadequate")]
    before, after = (
        {path: page.markdown for path, page in lighten_all(each, each.__getitem__).items()} for each in pages
    )
    assert [path for path in pages[0] if pages[0][path] == pages[1][path]] == []
    assert before == after
