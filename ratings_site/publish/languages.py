"""The two languages of the site: what is in Welsh, its twin in English, and the way between them.

A page below cy/ is in Welsh and has the address of its English twin after that. Its own words say which of them are
in Welsh; its other words and the frame around it (header, menu, footer) are in English, and are marked so here.
"""

import re
from collections.abc import Collection

WELSH = "cy/"

_CANONICAL = re.compile(r'<link rel="canonical" href="[^"]*">')
_ARTICLE = '<article class="md-content__inner md-typeset"'
_CONTENT = re.compile(rf"{_ARTICLE}[^>]*>")
_FRAME = re.compile(
    '<(header|div|footer) (?=class=\\"(?:md-header|md-sidebar|md-footer|md-dialog|find-bar)[ '
    '\\"]|data-md-component=\\"(?:skip|announce)\\")'
)
_NAMES = {"cy": "Cymraeg", "en": "English"}


def mark_languages(html: str, address: str, *, published: Collection[str], site: str) -> str:
    """A page that says which language it is in and leads to its twin.

    `address` is the page's own within the site ("cy/pdus/gwent/"), `published` all pages' and `site` the site's.
    """
    twin = twin_of(address)
    if address.startswith(WELSH):
        html = html.replace('<html lang="en"', '<html lang="cy"', 1).replace(_ARTICLE, f'{_ARTICLE} lang="en"', 1)
        html = _FRAME.sub(r'<\1 lang="en" ', html)
    if twin not in published:
        return html
    if "" not in (address, twin):  # the way in to the Welsh pages is no translation of the front page
        html = _CANONICAL.sub(lambda found: found[0] + _alternates(address, twin, site), html, count=1)
    return _CONTENT.sub(lambda found: found[0] + _switch(address, twin), html, count=1)


def twin_of(address: str) -> str:
    """The address of the same page in the other language, whether or not there is one."""
    return address.removeprefix(WELSH) if address.startswith(WELSH) else WELSH + address


def language_of(address: str) -> str:
    """The language of a page by its address or path within the site."""
    return "cy" if address.startswith(WELSH) else "en"


def _alternates(address: str, twin: str, site: str) -> str:
    return "".join(
        f'<link rel="alternate" hreflang="{language_of(each)}" href="{site}{each}">' for each in sorted((address, twin))
    )


def _switch(address: str, twin: str) -> str:
    language = language_of(twin)
    way = "../" * address.count("/") + twin
    link = f'<a href="{way}" hreflang="{language}" lang="{language}">{_NAMES[language]}</a>'
    return f'<p class="languages">{link}</p>'
