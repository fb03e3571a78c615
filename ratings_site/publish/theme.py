"""What the theme gets wrong for readers, mended in the built pages.

Each mend names the text it replaces. When a new version of the theme no longer has that text the build fails, so that
nobody believes a fault mended that has only moved. Zensical's pages have other markup and need none of these.
"""

import re
from dataclasses import dataclass

from ratings_site.publish.problems import PublishError

_MATERIAL = re.compile(r'<meta name="generator" content="[^"]*mkdocs-material')
_SKIP = re.compile(r'<div data-md-component="skip">.*?</div>', re.DOTALL)
_SCRIPT = re.compile(r'<script src="([^"]*/bundle\.[^"]+\.js)"></script>')
_ARTICLE = '<article class="md-content__inner md-typeset">'
_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_KEPT = re.compile(r"(<pre\b.*?</pre>|<textarea\b.*?</textarea>|<script\b.*?</script>)", re.DOTALL)


_ASKS_FOR_SITEMAPS = b'"link[rel=alternate]"'
"""With every page the theme fetches a site map for each feed and each other language the page names, for a switch
between languages that this site has not."""
_ASKS_FOR_NOTHING = b'"link[rel=none]"'


@dataclass(frozen=True)
class Mend:
    """One replacement, made once on every page, and why."""

    find: str
    put: str
    why: str


MENDS = (
    Mend(
        'id="__drawer" autocomplete="off">',
        'id="__drawer" aria-label="[[=frame.menu]]">',
        "The menu works from the keyboard without JavaScript; a checkbox takes no autocomplete.",
    ),
    Mend('id="__search" autocomplete="off">', 'id="__search" aria-label="[[=frame.search_pages]]">', "As above."),
    Mend(
        '<label class="md-overlay" for="__drawer">',
        '<label class="md-overlay" for="__drawer" aria-hidden="true">',
        "An empty label says nothing.",
    ),
    Mend(
        'data-md-component="search" role="dialog">',
        'data-md-component="search">',
        "A box that is always there is no dialog, and this one had no name.",
    ),
    Mend(
        'aria-label="Search" placeholder="Search"',
        'aria-label="[[=frame.search_pages]]" placeholder="[[=frame.search_pages]]"',
        "What can be searched for.",
    ),
    Mend('<nav class="md-search__options" aria-label="Search">', '<div class="md-search__options">', "No navigation."),
    Mend("</nav>\n      \n    </form>", "</div>\n    </form>", "The end of the same element."),
    Mend(
        '<div class="md-search__scrollwrap" tabindex="0"',
        '<div class="md-search__scrollwrap" tabindex="0" role="region" aria-label="[[=frame.results]]"',
        "What takes the focus has a name.",
    ),
    Mend(
        '<div class="md-search-result__meta">',
        '<div class="md-search-result__meta" role="status">',
        "Counts are heard.",
    ),
    Mend('<ol class="md-search-result__list" role="presentation">', '<ol class="md-search-result__list">', "A list."),
    Mend("Initializing search", "[[frame.type]]", "Plain words."),
    Mend("Type to start searching", "[[=frame.type]]", "As above."),
    Mend('"search.result.none": "No matching documents"', '"search.result.none": "[[=frame.none_found]]"', "As above."),
    Mend('"search.result.one": "1 matching document"', '"search.result.one": "[[=frame.one_found]]"', "As above."),
    Mend(
        '"search.result.other": "# matching documents"', '"search.result.other": "[[=frame.many_found]]"', "As above."
    ),
)


def is_material(html: str) -> bool:
    """Whether a page was built with Material for MkDocs."""
    return _MATERIAL.search(html) is not None


def mend_script(text: bytes, name: str) -> bytes:
    """The theme's script without the requests that serve nobody here."""
    if text.count(_ASKS_FOR_SITEMAPS) != 1:
        problem = f"{name}: the theme no longer asks for site maps in the way it did. Look at what it asks for now"
        raise PublishError([f"{problem}, and mend ratings_site/publish/theme.py."])
    return text.replace(_ASKS_FOR_SITEMAPS, _ASKS_FOR_NOTHING)


def mend(html: str, path: str) -> str:
    """The page with every fault of the theme mended; PublishError if the theme has changed under us."""
    if not is_material(html):
        return html
    for each in MENDS:
        if html.count(each.find) != 1:
            problem = f"{path}: the theme's {each.find!r} stands there {html.count(each.find)} times, not once"
            raise PublishError([f"{problem}. Look at the new theme and mend MENDS in ratings_site/publish/theme.py."])
        html = html.replace(each.find, each.put)
    return _with_script_for_later(_with_way_to_content(html), path)


def _with_way_to_content(html: str) -> str:
    """The theme skips to the first heading that has an id, which may be far down the page, or nowhere."""
    skip = '<a href="#content" class="md-skip">[[frame.skip]]</a>'
    html = _SKIP.sub(f'<div data-md-component="skip">{skip}</div>', html, count=1)
    return html.replace(_ARTICLE, _ARTICLE.replace(">", ' id="content" tabindex="-1">'), 1)


def _with_script_for_later(html: str, path: str) -> str:
    """The theme's script, and the index it fetches at once, weigh more than the page and serve only the search.

    docs/assets/site.js takes the script from here when somebody opens the search.
    """
    html, found = _SCRIPT.subn(r'<template id="search-script" data-src="\1"></template>', html)
    if found != 1:
        raise PublishError([f"{path}: the theme's script stands there {found} times, not once; see publish/theme.py"])
    return html


def without_blank_lines(html: str) -> str:
    """The page without the empty lines that the theme's templates leave: half of what is sent."""
    parts = _KEPT.split(html)
    return "".join(part if index % 2 else _BLANK.sub("\n", part) for index, part in enumerate(parts))
