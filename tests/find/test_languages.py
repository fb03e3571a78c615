"""A page in Welsh says so, and leads to its twin in English and back."""

from ratings_site.publish.languages import mark_languages, twin_of

SITE = "https://site.example/"
GWENT, WELSH_GWENT = "pdus/gwent/", "cy/pdus/gwent/"


def a_page(address: str, *, language: str = "en", frame: str = "", head: str = "", switch: str = "") -> str:
    """A page as the theme makes it; `frame` stands in each part of the frame around the content."""
    return (
        f'<html lang="{language}"><head><link rel="canonical" href="{SITE}{address}">{head}</head>'
        f'<body><div {frame}data-md-component="skip"></div><header {frame}class="md-header x"></header>'
        f'<main><div {frame}class="md-sidebar y"></div>'
        f'<article class="md-content__inner md-typeset" {frame}id="content">{switch}<h1>Name</h1></article></main>'
        f'<footer {frame}class="md-footer"></footer></body></html>'
    )


def marked(address: str, *others: str) -> str:
    return mark_languages(a_page(address), address, published={address, *others}, site=SITE)


ALTERNATES = (
    f'<link rel="alternate" hreflang="cy" href="{SITE}{WELSH_GWENT}">'
    f'<link rel="alternate" hreflang="en" href="{SITE}{GWENT}">'
)


def test_each_page_has_its_twin():
    assert [twin_of(WELSH_GWENT), twin_of(GWENT)] == [GWENT, WELSH_GWENT]


def test_a_welsh_page_is_in_welsh_and_its_frame_in_english():
    switch = '<p class="languages"><a href="../../../pdus/gwent/" hreflang="en" lang="en">English</a></p>'
    expected = a_page(WELSH_GWENT, language="cy", frame='lang="en" ', head=ALTERNATES, switch=switch)
    assert marked(WELSH_GWENT, GWENT) == expected


def test_an_english_page_with_a_twin_leads_to_it():
    switch = '<p class="languages"><a href="../../cy/pdus/gwent/" hreflang="cy" lang="cy">Cymraeg</a></p>'
    assert marked(GWENT, WELSH_GWENT) == a_page(GWENT, head=ALTERNATES, switch=switch)


def test_an_english_page_without_a_twin_stays_as_it_is():
    assert marked("pdus/leeds/") == a_page("pdus/leeds/")


def test_the_front_page_leads_to_the_welsh_pages_and_does_not_call_them_its_translation():
    switch = '<p class="languages"><a href="cy/" hreflang="cy" lang="cy">Cymraeg</a></p>'
    assert marked("", "cy/") == a_page("", switch=switch)
