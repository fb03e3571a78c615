"""What the theme gets wrong for readers and has no template of its own for, mended in the built pages.

Everything else of the theme is overridden in theme/. Each mend names the text that it replaces and is made once on
every page: when a new version of the theme no longer has that text the build fails, so that nobody believes a fault
mended that has only moved.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ratings_site.publish.problems import PublishError

_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_KEPT = re.compile(r"(<pre\b.*?</pre>|<textarea\b.*?</textarea>|<script\b.*?</script>)", re.DOTALL)


@dataclass(frozen=True)
class Theme:
    """A version of a theme as it was looked at: what may run in its pages, and what is mended in them."""

    name: str
    inline_scripts: tuple[str, ...]
    """The hashes of the scripts that stand in its pages themselves, as a security policy writes them. They are written
    down here and never read from what was built: a script that came in with the content would be among those."""
    mends: Mapping[str, str] = field(default_factory=dict)
    """What is put once on every page, with keys of the words of the frame in braces, by the pattern it takes the place
    of."""
    faults: frozenset[str] = frozenset()
    """What a validator refuses in its pages and no reader meets."""
    asks_for_sitemaps: bytes = b""
    """Where its script asks, on every page, for a site map of each feed and each other language that the page names,
    for a switch between languages that this site has not."""


ONE_MAIN = {'<main (class="md-main".*)</main>': r"<div \1</div>"}
"""The theme's main part holds the menus too, so that a screen reader that goes there lands in the menu; theme/main.html
has one around the article."""

MATERIAL = Theme(
    "mkdocs-material 9.8.1",
    (
        "sha256-/8wPdzX9q0NNJXyA5lzsLojXFpkeaXVxhbfkUOQaWy8=",
        "sha256-DrEMJJ29sL7vIloQzly+VUGMxKcBTMII+OfW7Y8AkG4=",
        "sha256-exqRXrW/0laiImCrTE8a70vxyyY10FJVIppytLf/dbY=",
    ),
    {
        # The menu works from the keyboard without JavaScript; a checkbox takes no autocomplete.
        'id="__(drawer)" autocomplete="off">': r'id="__\1" aria-label="{=frame.menu}">',
        'id="__(search)" autocomplete="off">': r'id="__\1" aria-label="{=frame.search_pages}">',
        # An empty label says nothing.
        '(<label class="md-overlay" for="__drawer")>': r'\1 aria-hidden="true">',
        # The theme skips to the first heading that has an id, which may be far down the page, or nowhere.
        '(data-md-component="skip">).*?(?=</div>)': r'\1<a href="#content" class="md-skip" lang="en">{frame.skip}</a>',
        # The script and the index it fetches at once weigh more than the page and serve only the search;
        # docs/assets/site.js takes the script from here when somebody opens the search.
        r'<script src="([^"]*/bundle\.[^"]+\.js)"></script>': r'<template id="search-script" data-src="\1"></template>',
        **ONE_MAIN,
    },
    # The label of a switch that is there on pages with a table of contents only.
    faults=frozenset(["an element refers to '__toc', which is no part of the page"]),
    asks_for_sitemaps=b'"link[rel=alternate]"',
)


def mend(html: str, path: str, theme: Theme, words: Mapping[str, str]) -> str:
    """The page with every fault of the theme mended; PublishError if the theme has changed under us."""
    for find, put in theme.mends.items():
        said = re.sub(r"\{(=?[a-z_.]+)\}", lambda key: words[key[1]].replace("\\", r"\\"), put)
        html, found = re.subn(find, said, html, flags=re.DOTALL)
        if found != 1:
            problem = f"{path}: the theme's {find!r} stands there {found} times, not once"
            raise PublishError([f"{problem}. Look at the new theme and mend {theme.name} in publish/theme.py."])
    return html


def mend_script(text: bytes, name: str, theme: Theme) -> bytes:
    """The theme's script without the requests that serve nobody here."""
    if text.count(theme.asks_for_sitemaps) != 1:
        problem = f"{name}: the theme no longer asks for site maps in the way it did. Look at what it asks for now"
        raise PublishError([f"{problem}, and mend {theme.name} in publish/theme.py."])
    return text.replace(theme.asks_for_sitemaps, b'"link[rel=none]"')


def without_blank_lines(html: str) -> str:
    """The page without the empty lines that the theme's templates leave: half of what is sent."""
    parts = _KEPT.split(html)
    return "".join(part if index % 2 else _BLANK.sub("\n", part) for index, part in enumerate(parts))
