"""What must hold for every page before it is published."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from ratings_site.publish.page import Page

_TEMPLATE = re.compile(r"\{\{|\}\}|\{%|%\}|\{:\s*[.#\w-]|\]\(|\]\[")
_EMPTY_WORDS = re.compile(r"\A(?:None|nan|NaN|NaT|<NA>|null|undefined|inf|-inf)\Z")
_EMPTY_WORD_WITHIN = re.compile(r"(?<![\w-])(?:nan|NaN|NaT|<NA>|undefined)(?![\w-])|(?<=[a-z,;:(] )None\b")


def check_pages(pages: Mapping[str, Page]) -> Iterator[str]:
    """Yield a sentence for each thing wrong with a page; `pages` are by path below the site."""
    for path, page in sorted(pages.items()):
        if page.has_moved:
            continue  # an address that moved: only sends its reader on
        yield from (f"{path}: {problem}" for problem in _check_page(page))
    titles = Counter(page.title for page in pages.values() if not page.has_moved)
    for path, page in sorted(pages.items()):
        if titles[page.title] > 1 and not page.has_moved:
            yield f"{path}: another page has the title {page.title!r} as well"


def _check_page(page: Page) -> Iterator[str]:
    if not page.language:
        yield "the page does not say its language"
    if not page.title:
        yield "the page has no title"
    if not page.description:
        yield "the page has no description (front matter)"
    if len(page.headings) != 1:
        yield f"the page has {len(page.headings)} first headings (h1), not one"
    for repeated in sorted(name for name, times in Counter(page.ids).items() if times > 1):
        yield f"the id {repeated!r} stands in the page more than once"
    for found in page.unsafe:
        yield f"{found} is forbidden by the security policy"
    for tag in dict.fromkeys(page.unclosed):
        yield f"an element <{tag}> is not closed; is there an empty line within raw HTML?"
    yield from _check_words(page)


def _check_words(page: Page) -> Iterator[str]:
    for text in page.texts:
        plain = text.strip()
        leftover = _TEMPLATE.search(plain)
        if leftover:
            yield f"{plain[:60]!r} is left over from a template or from Markdown"
        elif _EMPTY_WORDS.match(plain) or _EMPTY_WORD_WITHIN.search(plain):
            yield f"{plain[:60]!r} shows a missing value that the page should say in words"
