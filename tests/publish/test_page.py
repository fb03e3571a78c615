from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ratings_site.publish.page import _TOKEN, Section, _read_tag, read_page

PAGE = """<!doctype html><html lang="en"><head><title>North &amp; town - Ratings</title>
<meta name="description" content=" About it. "><meta property="og:image" content="https://x.example/p.png">
<link rel="stylesheet" href="a.css"><link rel="canonical" href="https://x.example/">
<link rel="alternate" href="feed.xml"></head>
<body><nav><a href="../">Home</a></nav><main><article>
<h1 data-pdu-id="northtown">North &amp; town</h1>
<p class="headline">Rated <b>Good</b>.</p>
<h2 id="more">More</h2><p>Some prose<br>in lines.</p>
<dl><dt>Places</dt><dd data-search>Anytown</dd></dl>
<table><tr><td>7</td></tr></table><details><summary>Folded</summary>away</details>
<a href="x.csv" download>All</a><img src="p.png" srcset="q.png 2x, r.png" alt=""></article></main>
<script src="s.js"></script></body></html>"""


def faults_of(body: str = "", head: str = "") -> list[str]:
    """What is wrong in a page that is right but for this."""
    head = f'<title>A</title><meta name="description" content="About.">{head}'
    html = f'<!doctype html><html lang="en"><head>{head}</head><body><article><h1>A</h1>{body}</article></body></html>'
    return read_page(html).faults


def test_everything_the_checks_need_is_read_at_once() -> None:
    page = read_page(PAGE)
    assert (page.language, page.title, page.description) == ("en", "North & town - Ratings", "About it.")
    assert (page.headings, page.ids, page.canonical) == (["North & town"], ["more"], "https://x.example/")
    assert page.links == ["feed.xml", "../", "x.csv"]
    assert page.downloads == ["x.csv"]
    assert page.resources == ["https://x.example/p.png", "a.css", "p.png", "q.png", "r.png", "s.js"]
    assert (page.faults, page.scripts) == ([], [])


def test_the_search_gets_prose_under_its_heading_and_what_is_marked() -> None:
    page = read_page(PAGE)
    sections = [Section(part.anchor, part.title, " ".join(part.text.split())) for part in page.sections]
    assert sections == [
        Section("", "North & town", "Rated Good."),
        Section("more", "More", "Some prose in lines. Places Anytown All"),
    ]
    assert (page.said, page.is_about_one) == (["Rated Good.", "Anytown"], True)


def test_a_page_whose_heading_is_kept_from_the_search_has_no_entry() -> None:
    page = read_page("<article><h1 data-search-exclude>Postcodes</h1><p>Some prose.</p></article>")
    assert (page.headings, page.sections) == (["Postcodes"], [])


def test_the_entries_of_a_list_of_facts_stay_apart_where_nothing_is_marked() -> None:
    facts = "<article><dl><dt>Places</dt><dd><ul><li>Anytown</li><li>Newtown</li></ul></dd></dl>{}</article>"
    assert read_page(facts.format("")).said == ["Anytown; Newtown"]
    assert read_page(facts.format("<p data-search>Northtown</p>")).said == ["Northtown"]


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ('<p style="color:red" onclick="x()"><a href=" JavaScript:x()">y</a></p><style>p{}</style>',
         ['<p style="color:red"> is forbidden by the security policy',
          '<p onclick="x()"> is forbidden by the security policy',
          '<a href=" JavaScript:x()"> is forbidden by the security policy',
          "<style> is forbidden by the security policy", '<a href=" JavaScript:x()">: that is no value of href']),
        ('<a href="java\nscript:x()">y</a><a href="\tvbscript:x">y</a><a href="javascript/">fine</a>',
         ['<a href="java\nscript:x()"> is forbidden by the security policy',
          '<a href="\tvbscript:x"> is forbidden by the security policy',
          '<a href="java\nscript:x()">: that is no value of href',
          '<a href="\tvbscript:x">: that is no value of href']),
        ("<svg><path onload='x()' d='M0'/><a/></svg>", ['<path onload="x()"> is forbidden by the security policy']),
        ("<div><p>x</p>", ["an element <div> is not closed; is there an empty line within raw HTML?"]),
        ("<b><i>x</b></i>",
         ["an element <i> is not closed; is there an empty line within raw HTML?", "</i> ends nothing"]),
        ("a</br>b", ["</br> ends nothing"]),
        ("<div/>x", ["an element <div> is not closed; is there an empty line within raw HTML?"]),
        ('<a href="x>y</a>', ["'<a href=\"x>y' begins a tag that does not end; write &lt; for a sign",
                              "</a> ends nothing"]),
        ("1 < 2 <- 3 & x <3", []),
        ('<script type="application/json">[</script>',
         ["a block of data cannot be read: Expecting value: line 1 column 2 (char 1)"]),
        ('<i id="b"></i><i id="a"></i><b id="b"></b>', ["the id 'b' stands in the page more than once"]),
        ('<label for="b">x</label><i aria-labelledby="there a"></i><b id="there"></b>',
         ["an element refers to 'a', which is no part of the page",
          "an element refers to 'b', which is no part of the page"]),
        ("<h1></h1>", ["the page has 2 first headings (h1), not one"]),
        ('<i class="a" class="b">x</i>', ["<i> has an attribute twice"]),
        ('<img src="a.png"><blink>x</blink><b tabindex="x" dir=ltr>y</b>',
         ["<img> has no alt", "there is no element <blink>", '<b tabindex="x">: that is no value of tabindex']),
        ("<div><li>x</li></div><p><section>y</section></p><button><b><a>z</a></b></button>",
         ["<li> stands in <div>", "<section> stands in a paragraph", "<a> stands in another link or button"]),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_page_by_itself_is_named(body: str, faults: list[str]) -> None:
    assert sorted(faults_of(body)) == sorted(faults)


def test_a_page_says_its_language_title_description_and_one_heading() -> None:
    assert read_page("").faults == [
        "the page does not say its language",
        "the page does not have a title",
        "the page has no description (front matter)",
        "the page has 0 first headings (h1), not one",
    ]
    assert read_page(PAGE.replace(">North &amp; town</h1>", "> </h1>")).faults == ["the first heading (h1) is empty"]


def test_a_page_that_is_cut_off_is_named() -> None:
    assert len(read_page(PAGE.removesuffix("</html>")).faults) == 1


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ('<meta http-equiv="Refresh" content="0; url=../">', "<meta http-equiv='Refresh' content='0; url=../'>"),
        ('<meta name="ROBOTS" content="x">', "<meta name='ROBOTS' content='x'>"),
        ('<base href="/">', "<base href='/'>"),
    ],
)
def test_what_would_divert_readers_or_search_engines_is_named(tag: str, shown: str) -> None:
    says = "would divert readers or search engines; only the register of addresses says what has moved"
    assert faults_of(head=tag) == [f"{shown} {says}"]


def test_only_scripts_that_run_from_the_page_are_kept() -> None:
    page = read_page(
        '<script>a("</p>")</script><script src="b.js"></script><script type="application/json">{}</script>'
        '<script type="application/ld+json">{}</script><SCRIPT id="c" type="module">c(1<2)</SCRIPT >'
    )
    assert page.scripts == ['a("</p>")', "c(1<2)"]


WRITTEN = (
    "<p>", "</p>", '<a href="x&amp;y">', "</a>", "<br>", "<hr/>", "<DIV ID='q'>", "</div>", "a &amp; b", "1 < 2",
    "<!-- c -->", "<!-- <p> -- -->", "<!--><p>", "<!---><b>", "<!-- x --!>", "<script>if(a<b)x()</script>",
    "<script>'</p>'</script>", "<style>p{}</style>", "<input disabled>", "<td class=x>", "&lt;", "<?x?>", "<!x>",
    '<h1 data-pdu-id="x">', "</h1>", "<details>", "</details>", '<p\nclass="headline"\tdata-search>',
    "<![CDATA[<b>]]>", '<b onclick="x()" style="">', "<!doctype html>", "<textarea><b></p></textarea>",
    '<p a="1"b="2">', "</p x>", "</ p>", "<a href=../x/>", '<b title="a > b">', "<b title='\"'>", "<b title = x >",
    "<title><b></title>", "<",
)  # fmt: skip


class _Tokens:
    """What libxml2 finds in HTML: its tags, and its text as one."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, dict[str, str]]] = []
        self.text = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.begun.append((tag, dict(attributes)))

    def data(self, text: str) -> None:
        self.text += text

    def close(self) -> "_Tokens":
        return self


def tokens_of(html: str) -> tuple[list[tuple[str, dict[str, str]]], str]:
    """The same as we find it."""
    found = _TOKEN.findall(html)
    begun = [_read_tag(written)[:2] for written, *_ in found if written and written[1] != "/"]
    raw = {"script", "style"}
    return begun, "".join(text if name.lower() in raw else unescape(text) for _, name, _, text in found)


@given(st.lists(st.sampled_from(WRITTEN), max_size=12))
@settings(max_examples=400, deadline=None)
def test_a_page_is_read_as_a_parser_of_html_reads_it(pieces: list[str]) -> None:
    html = f"<html><body><i>{''.join(pieces)}</i></body></html>"
    parser = etree.HTMLParser(target=_Tokens())
    general = etree.fromstring(html, parser)
    assert tokens_of(html) == (general.begun, general.text)
