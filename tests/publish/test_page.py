from hypothesis import given, settings
from hypothesis import strategies as st

from ratings_site.publish.page import Section, _Reader, read_page

PAGE = """<!doctype html><html lang="en"><head><title>North &amp; town - Ratings</title>
<meta name="description" content=" About it. ">
<link rel="stylesheet" href="a.css"><link rel="canonical" href="https://x.example/">
<link rel="alternate" href="feed.xml"></head>
<body><nav><a href="../">Home</a></nav><main><article>
<h1 data-pdu-id="northtown">North &amp; town</h1>
<p class="headline">Rated <b>Good</b>.</p>
<h2 id="more">More</h2><p>Some prose<br>in lines.</p>
<dl><dt>Places</dt><dd data-search>Anytown</dd></dl>
<table><tr><td>7</td></tr></table><details><summary>Folded</summary>away</details>
<a href="x.csv" download>All</a><img src="p.png" srcset="q.png 2x, r.png"></article></main>
<script src="s.js"></script></body></html>"""


def test_everything_the_checks_need_is_read_at_once() -> None:
    page = read_page(PAGE)
    assert (page.language, page.title, page.description) == ("en", "North & town - Ratings", "About it.")
    assert (page.headings, page.ids) == (["North & town"], ["more"])
    assert page.links == ["feed.xml", "../", "x.csv"]
    assert page.downloads == ["x.csv"]
    assert page.resources == ["a.css", "p.png", "q.png", "r.png", "s.js"]
    assert (page.unsafe, page.unclosed, page.diverting, page.scripts) == ([], [], [], [])


def test_the_search_gets_prose_under_its_heading_and_what_is_marked() -> None:
    page = read_page(PAGE)
    sections = [Section(part.anchor, part.title, " ".join(part.text.split())) for part in page.sections]
    assert sections == [
        Section("", "North & town", "Rated Good."),
        Section("more", "More", "Some prose in lines. Places Anytown All"),
    ]
    assert page.said == ["Rated Good.", "Anytown"]
    assert (page.facts, page.has_marks, page.is_about_one) == (["Anytown"], True, True)


def test_a_page_whose_heading_is_kept_from_the_search_has_no_entry() -> None:
    page = read_page("<article><h1 data-search-exclude>Postcodes</h1><p>Some prose.</p></article>")
    assert (page.headings, page.sections) == (["Postcodes"], [])


def test_the_entries_of_a_list_of_facts_stay_apart() -> None:
    page = read_page("<article><dl><dt>Places</dt><dd><ul><li>Anytown</li><li>Newtown</li></ul></dd></dl></article>")
    assert page.facts == ["Anytown; Newtown"]


def test_what_the_policy_forbids_is_named() -> None:
    page = read_page('<p style="color:red" onclick="x()"><a href=" JavaScript:x()">y</a></p><style>p{}</style>')
    assert page.unsafe == ['<p style="color:red">', '<p onclick="x()">', '<a href=" JavaScript:x()">', "<style>"]


def test_an_element_without_its_end_is_named() -> None:
    assert read_page("<article><div><p>x</p></article>").unclosed == ["div"]


def test_an_address_that_is_a_script_is_named_however_it_is_written() -> None:
    page = read_page('<a href="java\nscript:x()">y</a><a href="\tvbscript:x">y</a><a href="javascript/">fine</a>')
    assert page.unsafe == ['<a href="java\nscript:x()">', '<a href="\tvbscript:x">']


def test_what_would_divert_readers_or_search_engines_is_named() -> None:
    page = read_page('<meta http-equiv="Refresh" content="0; url=../"><meta name="ROBOTS" content="x"><base href="/">')
    assert page.diverting == [
        "<meta http-equiv='Refresh' content='0; url=../'>",
        "<meta name='ROBOTS' content='x'>",
        "<base href='/'>",
    ]


def test_only_scripts_that_run_from_the_page_are_kept() -> None:
    page = read_page(
        '<script>a()</script><script src="b.js"></script><script type="application/json">{}</script>'
        '<script type="application/ld+json">{}</script><script id="c" type="module">c()</script>'
    )
    assert page.scripts == ["a()", "c()"]


WRITTEN = (
    "<p>", "</p>", '<a href="x&amp;y">', "</a>", "<br>", "<hr/>", "<DIV ID='q'>", "</div>", "a &amp; b", "1 < 2",
    "<svg viewBox='0'><path d=\"M0\"/></svg>", "<!-- c -->", "<!-- <p> -- -->", "<script>if(a<b)x()</script>",
    "<script>'</p>'</script>", "<style>p{}</style>", "<input disabled>", "<td class=x>", "<", "<p", "&lt;", "<?x?>",
    '<h1 data-pdu-id="x">', "</h1>", "<article>", "</article>", "<details>", "</details>", '<meta name="robots">',
    '<p\nclass="headline"\tdata-search>', '<b onclick="x()" style="">', "<!doctype html>", "<textarea>", "</textarea>",
    "<script><!-- x --></script>", '<p a="1"b="2">', "<p =x>", "</p x>", "</ p>",
)  # fmt: skip


@given(st.lists(st.sampled_from(WRITTEN), max_size=12))
@settings(max_examples=400, deadline=None)
def test_the_fast_way_reads_what_a_general_parser_reads(pieces: list[str]) -> None:
    html = "".join(pieces)
    general = _Reader()
    general.feed(html)
    general.close()
    assert read_page(html) == general.page
