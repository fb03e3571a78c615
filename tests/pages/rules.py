"""What no page may do, each as a function from its HTML to what is wrong on it; `pages.md` of the design numbers them.

What stands in a fold is not open: it is read by who asks for it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser

BLOCKS = {"p", "li", "dd", "dt", "h1", "h2", "h3", "td", "th", "caption", "summary", "figcaption", "div", "tr"}


class Open(HTMLParser):
    """The text of a page that is open, a line for each block, with the ratings of standards and the links in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self.links: list[tuple[str, str]] = []
        self.rated: list[tuple[str, str]] = []
        self.folds = 0
        self.address = ""
        self.standard = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.folds += tag == "details"
        if tag in BLOCKS:
            self.lines.append("")
        if tag == "a":
            self.address = found.get("href", "")
            self.links.append((self.address, ""))
            self.standard = self.address if "standards/" in self.address else ""
        if "data-rating" in found and self.standard and not self.folds:
            self.rated.append((self.standard, found["data-rating"]))
            self.standard = ""

    def handle_endtag(self, tag: str) -> None:
        self.folds -= tag == "details"
        if tag == "a":
            self.address = ""

    def handle_data(self, data: str) -> None:
        if self.address:
            address, text = self.links[-1]
            self.links[-1] = (address, text + data)
        if not self.folds:
            self.lines[-1] += data

    @property
    def text(self) -> str:
        """Every open line, with its blanks made one."""
        return "\n".join(" ".join(line.split()) for line in self.lines if line.strip())


SWEEPING = re.compile(r"\b(?:highest|lowest|best|worst|most|median|every|all|none|only)\b", re.IGNORECASE)
COUNTED = re.compile(r"\bknown\b|\bof (?:the )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten)\b")
ABSENT = re.compile(r"not available|not in our data|not known|not yet inspected|we do not know", re.IGNORECASE)
MOST_ABSENT = 3
NEVER = re.compile(r"\b(?:lost|survives?|in the text we hold|cannot be compared|not comparable)\b", re.IGNORECASE)
OTHER_WORDS = re.compile(r"\b(?:derived|sources? we hold|\d+ rows?|hmip-[a-z-]+)\b", re.IGNORECASE)


def over_less_than_half(html: str) -> Iterator[str]:
    """Rule 1: a finding that says all, none, highest or most names how many are known of how many."""
    for headline in re.findall(r'class="chart-headline">([^<]*)<', html):
        if SWEEPING.search(headline) and not COUNTED.search(headline):
            yield headline


def one_sided(html: str) -> Iterator[str]:
    """Rule 2: a comparison names those above, level and below."""
    for line in Open(html).text.splitlines():
        if re.search(r"\b(?:scored|more than|fewer than)\b.*\bof the other\b", line):
            yield line
        if re.search(r"scored \d+ of \d+:", line) and not all(
            re.search(side, line) for side in ("higher", "the same", "lower")
        ):
            yield line


def compared_scores(html: str) -> Iterator[str]:
    """Rule 5: grades of two programmes may stand side by side where the page says that scores may not."""
    text = Open(html).text
    if " → " in text and "the scores cannot" not in text:
        yield "two ratings side by side, and not a word on scores"


def open_twice(html: str) -> Iterator[str]:
    """Rule 7: a rating on a standard is open once."""
    yield from (f"{standard}: {rating}" for (standard, rating), n in Counter(Open(html).rated).items() if n > 1)


def absent_too_often(html: str) -> Iterator[str]:
    """Rule 8: what is missing is said once for each group, and three times a page at most."""
    said = ABSENT.findall(Open(html).text)
    if len(said) > MOST_ABSENT:
        yield f"{len(said)} times: {sorted(set(said))}"


def never_said(html: str) -> Iterator[str]:
    """Rules 8 and 10: words that mislead, and words of the tables."""
    for line in Open(html).text.splitlines():
        yield from (line for pattern in (NEVER, OTHER_WORDS) if pattern.search(line))


def chart_of_nothing(html: str) -> Iterator[str]:
    """Rule 9: no chart whose data are all without a rating."""
    for table in re.findall(r"<figure.*?</figure>", html, re.DOTALL):
        ratings = re.findall(r'data-rating="([^"]+)"', table)
        if ratings and not set(ratings) - {"not yet inspected", "not available"}:
            yield "a chart without a rating"


def misleading_link(html: str) -> Iterator[str]:
    """Rule 6: a link to the home page of a site says so, and one whose text is of the press names it."""
    for address, text in Open(html).links:
        if re.fullmatch(r"https?://[^/?]+/?", address) and "home page" not in text:
            yield f"{text}: {address}"


def invented_day(html: str) -> Iterator[str]:
    """Rule 11: no first of January where only the year is known."""
    yield from (line for line in Open(html).text.splitlines() if re.search(r"published 1 January \d{4}:", line))


RULES: Mapping[str, Callable[[str], Iterator[str]]] = {
    rule.__name__: rule
    for rule in (
        over_less_than_half, one_sided, compared_scores, open_twice, absent_too_often, never_said, chart_of_nothing,
        misleading_link, invented_day,
    )
}  # fmt: skip


def broken(html: str) -> dict[str, list[str]]:
    """What is wrong on a page, by the rule that it breaks."""
    found = {name: list(rule(html)) for name, rule in RULES.items()}
    return {name: wrong for name, wrong in found.items() if wrong}
