from ratings_site.publish.links import check_links, follow
from ratings_site.publish.page import Page

ADDRESS = "https://site.example/ratings/"


def problems(pages: dict[str, Page], *files: str, **texts: str) -> list[str]:
    named = [(name.replace("_", "."), text) for name, text in sorted(texts.items())]
    for path, page in pages.items():
        follow(page, path, ADDRESS)
    by_themselves = [f"{path}: {fault}" for path, page in pages.items() for fault in page.faults]
    return [*by_themselves, *check_links(pages, [*pages, *files], ADDRESS, named)]


def test_links_that_hold_are_silent() -> None:
    home = Page(
        links=["pdus/", "pdus/#north", "data/a.csv", "https://x.example/", "mailto:a@x.example", "?q=a", "#here", "."],
        ids=["here"],
        resources=["a.css"],
    )
    pdus = Page(links=["..", "/ratings/pdus/", "https://site.example/ratings/data/a.csv"], ids=["north"])
    assert problems({"index.html": home, "pdus/index.html": pdus}, "data/a.csv", "a.css") == []


def test_each_link_that_leads_nowhere_is_named_with_its_page() -> None:
    home = Page(links=["pdus/", "pdus/#south", "data/b.csv", "#gone", "/elsewhere/", "http://x.example/", "data/"])
    pdus = Page(
        links=["//x.example/"],
        resources=["../missing.png", "https://cdn.example/x.js", "//cdn.example/y.css", "data:image/png,x"],
    )
    assert problems({"index.html": home, "pdus/index.html": pdus}, "data/a.csv") == [
        "index.html: http://x.example/ is not a link that can be published; use https",
        "pdus/index.html: //x.example/ is not a link that can be published; use https",
        "pdus/index.html: https://cdn.example/x.js would be asked of another site; nothing may be",
        "pdus/index.html: //cdn.example/y.css would be asked of another site; nothing may be",
        "pdus/index.html: data:image/png,x is not a link that can be published; use https",
        "index.html: pdus/#south leads to pdus/index.html, which has no part called 'south'",
        "index.html: data/b.csv leads nowhere",
        "index.html: index.html#gone leads to index.html, which has no part called 'gone'",
        "index.html: /elsewhere/ leads nowhere",
        "index.html: data/ leads nowhere",
        "pdus/index.html: missing.png leads nowhere",
    ]


def test_a_page_that_nothing_leads_to_is_named_unless_it_moved() -> None:
    pages = {
        "index.html": Page(),
        "404.html": Page(),
        "lost/index.html": Page(leads=["found/"]),
        "found/index.html": Page(),
        "old/index.html": Page(),
    }
    assert list(check_links(pages, pages, ADDRESS, [], moved=["old/index.html"])) == [
        "found/index.html: no page links to this one; link to it or leave it out",
        "lost/index.html: no page links to this one; link to it or leave it out",
    ]


def test_addresses_in_feeds_and_style_sheets_are_followed_too() -> None:
    feed = "<id>https://site.example/ratings/</id><link href='https://site.example/ratings/gone/'/>"
    style = "a{background:url(data:x)} b{background:url('b.png')} i{background:url(https://cdn.example/c.png)}"
    script = "fetch('https://x.example/a'); const svg = 'http://www.w3.org/2000/svg'"
    text = "See https://site.example/ratings/d.csv. And https://site.example/ratings/d.csv;."
    assert problems({"index.html": Page()}, "d.csv", feed_xml=feed, a_css=style, b_js=script, c_txt=text) == [
        "a.css: b.png leads nowhere",
        "a.css: https://cdn.example/c.png would be asked of another site; nothing may be",
        "b.js: https://x.example/a would be asked of another site; nothing may be",
        "feed.xml: https://site.example/ratings/gone/ leads nowhere",
    ]


def test_an_address_of_the_site_that_somebody_typed_is_shown_as_it_was_typed() -> None:
    typed = [f"See {ADDRESS}gone/", f"{ADDRESS}lost/ too"]
    home = Page(leads=[f"{ADDRESS}gone/", f"{ADDRESS}lost/", f"{ADDRESS}never/"])
    assert list(check_links({"index.html": home}, ["index.html"], ADDRESS, {}, typed=typed)) == [
        f"index.html: {ADDRESS}never/ leads nowhere"
    ]
