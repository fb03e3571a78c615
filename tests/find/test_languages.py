"""A page in Welsh says so, and leads to its twin in English and back."""

from ratings_site.publish.languages import mark_languages, twin_of

SITE = "https://site.example/"
PAGE = (
    '<html lang="en"><head><link rel="canonical" href="{address}"></head><body><header class="md-header x"></header>'
    '<main><div class="md-sidebar y"></div><article class="md-content__inner md-typeset"><h1>Name</h1></article></main>'
    '<footer class="md-footer"></footer></body></html>'
)


def marked(address: str, *others: str) -> str:
    html = PAGE.format(address=SITE + address)
    return mark_languages(html, address, published={address, *others}, site=SITE)


def test_each_page_has_its_twin():
    assert [twin_of("cy/pdus/gwent/"), twin_of("pdus/gwent/")] == ["pdus/gwent/", "cy/pdus/gwent/"]


def test_a_welsh_page_is_in_welsh_and_its_frame_in_english():
    assert marked("cy/pdus/gwent/", "pdus/gwent/") == (
        '<html lang="cy"><head><link rel="canonical" href="https://site.example/cy/pdus/gwent/">'
        '<link rel="alternate" hreflang="cy" href="https://site.example/cy/pdus/gwent/">'
        '<link rel="alternate" hreflang="en" href="https://site.example/pdus/gwent/"></head>'
        '<body><header lang="en" class="md-header x"></header><main><div lang="en" class="md-sidebar y"></div>'
        '<article class="md-content__inner md-typeset"><p class="languages">'
        '<a href="../../../pdus/gwent/" hreflang="en" lang="en">English</a></p><h1>Name</h1></article></main>'
        '<footer lang="en" class="md-footer"></footer></body></html>'
    )


def test_an_english_page_with_a_twin_leads_to_it():
    html = marked("pdus/gwent/", "cy/pdus/gwent/")
    assert '<p class="languages"><a href="../../cy/pdus/gwent/" hreflang="cy" lang="cy">Cymraeg</a></p><h1>' in html
    assert html.startswith('<html lang="en">')


def test_an_english_page_without_a_twin_stays_as_it_is():
    assert marked("pdus/leeds/") == PAGE.format(address=SITE + "pdus/leeds/")
