"""What must hold for every page before it is published."""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from ratings_site.publish import form
from ratings_site.publish.page import Page
from ratings_site.publish.policy import hash_of

_OF_AN_AREA = re.compile(r"(?:pdus|regions)/[^/]+/index\.html")
_AROUND = 8
"""Letters on each side of a word by which it is known again on a page."""


def check_pages(pages: Mapping[str, Page], *, allowed: Collection[str], typed: Iterable[str] = ()) -> Iterator[str]:
    """Yield a sentence for each thing wrong with a page; `pages` are by path below the site.

    `allowed` are the hashes of the scripts that may stand in a page; `typed` the texts of the tables' cells that look
    like something left over: where one of them is shown it is shown as somebody typed it.
    """
    excused = {piece for cell in typed for piece in _suspect_pieces(cell)}
    for path, page in sorted(pages.items()):
        yield from (f"{path}: {problem}" for problem in _check_page(page, allowed, excused))
    titles = Counter(page.title for page in pages.values())
    for path, page in sorted(pages.items()):
        if titles[page.title] > 1:
            yield f"{path}: another page has the title {page.title!r} as well"


def check_heads(pages: Mapping[str, Page], files: Collection[str], address: str) -> Iterator[str]:
    """Yield a sentence for each page that gives itself out for another one; `files` are the paths of the site."""
    for path, page in sorted(pages.items()):
        own = address + path.removesuffix("index.html")
        language = "cy" if path.startswith("cy/") else "en"
        if page.language and page.language != language:
            yield f"{path}: the page says that its language is {page.language!r}, and it stands where {language!r} is"
        if path != "404.html" and {page.canonical, page.shared.get("og:url", page.canonical)} != {own}:
            yield f"{path}: the page says that it stands at {page.canonical or 'no address'}"
        picture = page.shared.get("og:image", f"{address}{path}")
        if not picture.startswith(address) or picture.removeprefix(address) not in files:
            yield f"{path}: the picture for links to it, {picture}, is not there"
        if not all(page.headings):
            yield f"{path}: the first heading (h1) is empty"
        elif _OF_AN_AREA.fullmatch(path) and not page.title.startswith(page.headings[0]):
            yield f"{path}: the title is {page.title!r} and the heading {page.headings[0]!r}"


def check_form(pages: Mapping[str, Page], faults: Collection[str]) -> Iterator[str]:
    """Yield a sentence for each thing in a page that a validator would refuse; `faults` are those of the theme."""
    for path, page in sorted(pages.items()):
        missing = sorted(set(page.refers).difference(page.ids, faults))
        yield from (f"{path}: an element refers to {name!r}, which is no part of the page" for name in missing)
        yield from (f"{path}: {fault}" for fault in dict.fromkeys(page.malformed) if fault not in faults)
        for block in page.data:
            try:
                json.loads(block)
            except ValueError as error:
                yield f"{path}: a block of data cannot be read: {error}"


def looks_left_over(cell: str) -> bool:
    """Whether a cell, as it is or within a sentence, has the look of a template or of a missing value."""
    return form.may_be_left_over(cell) and any(_suspect_pieces(cell))


def _suspect_pieces(cell: str) -> Iterator[str]:
    """What looks left over in a cell, with a few letters around it, since a page may show only a part of the cell."""
    for words in (form.plain(cell), f"of {form.plain(cell)}", f"of {form.plain(cell).lower()}"):
        for look in form.LOOKS:
            for found in look.finditer(words):
                piece = words[max(0, found.start() - _AROUND) : found.end() + _AROUND]
                yield piece.removeprefix("of ").casefold()


def _check_page(page: Page, allowed: Collection[str], excused: Collection[str]) -> Iterator[str]:
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
    for tag in dict.fromkeys(page.unclosed):
        yield f"an element <{tag}> is not closed; is there an empty line within raw HTML?"
    yield from _check_acts(page, allowed)
    yield from _check_words(page, excused)


def _check_acts(page: Page, allowed: Collection[str]) -> Iterator[str]:
    for found in page.unsafe:
        yield f"{found} is forbidden by the security policy"
    for script in page.scripts:
        if hash_of(script) not in allowed:
            yield f"an inline script that is none of the theme's: {script.strip()[:60]!r}"
    for found in page.diverting:
        yield f"{found} would divert readers or search engines; only the register of addresses says what has moved"


def _check_words(page: Page, excused: Collection[str]) -> Iterator[str]:
    for text in page.texts:
        for says, found in form.left_over(text):
            if not _is_excused(found, excused):
                yield f"{found.string[:60]!r} {says}"
                break


def _is_excused(found: re.Match[str], excused: Collection[str]) -> bool:
    around = found.string[max(0, found.start() - _AROUND) : found.end() + _AROUND].casefold()
    return any(piece in around for piece in excused)
