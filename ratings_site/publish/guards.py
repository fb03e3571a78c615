"""What must hold for the pages of a site before it is published, beside what each says of itself by its form."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from ratings_site.publish.page import Page
from ratings_site.publish.policy import hash_of
from ratings_site.publish.theme import Theme

_TEMPLATE = re.compile(r"\{\{|\}\}|\{%|%\}|\{:\s*[.#\w-]|\]\(|\]\[")
_EMPTY_WORD = re.compile(
    r"\A(?:None|null|inf|-inf)\Z|(?<![\w-])(?:nan|NaN|NaT|<NA>|undefined)(?![\w-])|(?<=[a-z,;:(] )None\b"
)
_MISSING = "shows a missing value that the page should say in words"
LOOKS = {_TEMPLATE: "is left over from a template or from Markdown", _EMPTY_WORD: _MISSING}
"""What texts look like that were left over, and what is said of them."""
_SIGN = re.compile(r"[{}\]]|(?<![\w-])-?(?:nan|nat|none|null|undefined|inf)(?!\w)|<na>", re.IGNORECASE)
"""What stands in every text that looks left over, and in few others: it is looked for in a third of the time."""
_AROUND = 8
"""Letters on each side of a word by which it is known again on a page."""
_OF_AN_AREA = re.compile(r"(?:pdus|regions)/[^/]+/index\.html")


def check_pages(pages: Mapping[str, Page], theme: Theme, address: str, typed: Iterable[str] = ()) -> Iterator[str]:
    """Yield a sentence for each thing wrong with a page; `pages` are by path below the site, which stands at `address`.

    What the theme is known for is no fault. `typed` are the texts of the tables' cells that look like something left
    over: where one of them is shown it is shown as somebody typed it.
    """
    excused = {piece for cell in typed for piece in _suspect_pieces(cell)}
    titles = Counter(page.title for page in pages.values())
    for path, page in sorted(pages.items()):
        problems = [fault for fault in dict.fromkeys(page.faults) if fault not in theme.faults]
        foreign = (script.strip() for script in page.scripts if hash_of(script) not in theme.inline_scripts)
        problems += (f"an inline script that is none of the theme's: {script[:60]!r}" for script in foreign)
        problems += _check_words(page, excused)
        problems += _check_head(path, page, address)
        if titles[page.title] > 1:
            problems.append(f"another page has the title {page.title!r} as well")
        yield from (f"{path}: {problem}" for problem in problems)


def _check_head(path: str, page: Page, address: str) -> Iterator[str]:
    """What a page says that gives itself out for another one."""
    language = "cy" if path.startswith("cy/") else "en"
    if page.language and page.language != language:
        yield f"the page says that its language is {page.language!r}, and it stands where {language!r} is"
    own = address + path.removesuffix("index.html")
    if path != "404.html" and {page.canonical, page.shared_as or page.canonical} != {own}:
        yield f"the page says that it stands at {page.canonical or 'no address'}"
    heading = page.headings[0] if page.headings else ""
    if _OF_AN_AREA.fullmatch(path) and not page.title.startswith(heading):
        yield f"the title is {page.title!r} and the heading {heading!r}"


def _check_words(page: Page, excused: Collection[str]) -> Iterator[str]:
    for text in page.texts:
        for says, found in left_over(text):
            around = found.string[max(0, found.start() - _AROUND) : found.end() + _AROUND].casefold()
            if not any(piece in around for piece in excused):
                yield f"{found.string[:60]!r} {says}"
                break


def looks_left_over(cell: str) -> bool:
    """Whether a cell, as it is or within a sentence, has the look of a template or of a missing value."""
    return _SIGN.search(cell) is not None and any(_suspect_pieces(cell))


def _suspect_pieces(cell: str) -> Iterator[str]:
    """What looks left over in a cell, with a few letters around it, since a page may show only a part of the cell."""
    words = " ".join(cell.split())
    for said in (words, f"of {words}", f"of {words.lower()}"):
        for _, found in left_over(said):
            yield said[max(0, found.start() - _AROUND) : found.end() + _AROUND].removeprefix("of ").casefold()


@lru_cache(maxsize=100_000)  # nearly everything that stands on a page stands on others
def left_over(text: str) -> tuple[tuple[str, re.Match[str]], ...]:
    """What looks left over in a text as a page shows it, each run of blanks as one, and what is said of it."""
    if not _SIGN.search(text):
        return ()
    shown = " ".join(text.split())
    return tuple((says, found) for look, says in LOOKS.items() for found in look.finditer(shown))
