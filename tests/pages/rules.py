"""What no page may do, each as a function from its HTML to what is wrong on it; `pages.md` of the design numbers them.

What stands in a fold is not open: it is read by who asks for it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from html.parser import HTMLParser

from tests.html_tables import tables_in

CLOSED = {"details", "script"}
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
        self.folds += tag in CLOSED
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
        self.folds -= tag in CLOSED
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


opened = lru_cache(maxsize=1)(Open)
"""A page is read once, not by each rule anew."""

SWEEPING = re.compile(r"\b(?:highest|lowest|best|worst|most|median|every|all|none|only)\b", re.IGNORECASE)
COUNTED = re.compile(r"\bknown\b|\ball \d+\b|\bof (?:the )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten)\b")
ABSENT = re.compile(r"not available|not in our data|not known|not yet inspected|we do not know", re.IGNORECASE)
MOST_ABSENT = 3
NEVER = re.compile(
    r"\b(?:(?<!days )lost|survives?|in the text we hold|cannot be compared|not comparable)\b", re.IGNORECASE
)
OTHER_WORDS = re.compile(r"\b(?:derived|sources? we hold|\d+ rows?|hmip-[a-z-]+)\b", re.IGNORECASE)


def over_less_than_half(html: str) -> Iterator[str]:
    """Rule 1: a finding that says all, none, highest or most names how many are known of how many."""
    for headline in re.findall(r'class="chart-headline">([^<]*)<', html):
        if SWEEPING.search(headline) and not COUNTED.search(headline):
            yield headline


def one_sided(html: str) -> Iterator[str]:
    """Rule 2: a comparison names those above, level and below."""
    for line in opened(html).text.splitlines():
        if re.search(r"\b(?:scored|more than|fewer than)\b.*\bof the other\b", line):
            yield line
        if re.search(r"scored \d+ of \d+:", line) and not all(
            re.search(side, line) for side in ("higher", "the same", "lower")
        ):
            yield line


def as_if_all_were_known(html: str) -> Iterator[str]:
    """Rule 3: where ratings on standards are counted it is said before that they are missing, and not at random."""
    counts = re.search(r'<figure[^>]*id="chart-shares-|\b[Bb]y published totals,', html)
    if counts:
        before = html[: counts.start()]
        if "not at random" not in before:
            yield f"not said before: {counts[0]}"
        if not re.search(r'href="[^"]*(?:standards/|standard-totals)', html):
            yield "no way to the published totals"


def added_up(html: str) -> Iterator[str]:
    """Rule 4: a published total and what is known by unit are two bars, and those of regions add up to theirs."""
    for table, (head, *bars) in tables_in(html).items():
        if not table.startswith("chart-shares-"):
            continue
        counts = {(bar.cells[0], bar.cells[1]): [int(cell or 0) for cell in bar.cells[2:]] for bar in bars}
        yield from (f"{table}: {bar} {n} is not its parts" for bar, n in counts.items() if sum(n[:-2]) != n[-2])
        yield from (f"{table}: {bar} {n} knows more than there was" for bar, n in counts.items() if n[-2] > n[-1])
        if head.cells[0] != "Area":
            continue
        whole, *regions = [n for (_, counted), n in counts.items() if counted == "known by name"]
        if regions and [sum(column) for column in zip(*regions, strict=True)][:-1] != whole[:-1]:
            yield f"{table}: the regions {regions} are not {whole}"


def compared_scores(html: str) -> Iterator[str]:
    """Rule 5: grades of two programmes may stand side by side where the page says that scores may not."""
    text = opened(html).text
    if " → " in text and "scores cannot" not in text:
        yield "two ratings side by side, and not a word on scores"


def open_twice(html: str) -> Iterator[str]:
    """Rule 7: a rating on a standard is open once."""
    yield from (f"{standard}: {rating}" for (standard, rating), n in Counter(opened(html).rated).items() if n > 1)


def absent_too_often(html: str) -> Iterator[str]:
    """Rule 8: what is missing is said once for each group, and three times a page at most."""
    said = ABSENT.findall(opened(html).text)
    if len(said) > MOST_ABSENT:
        yield f"{len(said)} times: {sorted(set(said))}"


def never_said(html: str) -> Iterator[str]:
    """Rules 8 and 10: words that mislead, and words of the tables."""
    for line in opened(html).text.splitlines():
        yield from (line for pattern in (NEVER, OTHER_WORDS) if pattern.search(line))


def chart_of_nothing(html: str) -> Iterator[str]:
    """Rule 9: no chart whose data are all without a rating."""
    for table in re.findall(r"<figure.*?</figure>", html, re.DOTALL):
        ratings = re.findall(r'data-rating="([^"]+)"', table)
        if ratings and not set(ratings) - {"not yet inspected", "not available"}:
            yield "a chart without a rating"


def misleading_link(html: str) -> Iterator[str]:
    """Rule 6: a link to the home page of a site says so, and one whose text is of the press names it."""
    for address, text in opened(html).links:
        if re.fullmatch(r"https?://[^/?]+/?", address) and "home page" not in text:
            yield f"{text}: {address}"


def standing_of_its_own(html: str) -> Iterator[str]:
    """Rule 12: beside a rating under appeal or withdrawn stands that it is.

    It is for pages of which every rating is one: a chip without it is a fault. Headings of columns are no ratings, and
    squares stand below the chip of their group.
    """
    for chip in re.finditer(r'<span class="rating" data-rating="([^"]+)">.*?</span>[^<]*</span>(.{0,24})', html):
        if 'class="status"' not in chip[2] and not re.search(r"<th[^>]*scope=\"col\"[^>]*>$", html[: chip.start()]):
            yield f"{chip[1]} in {html[max(0, chip.start() - 80) : chip.start()]}"


def invented_day(html: str) -> Iterator[str]:
    """Rule 11: no first of January where only the year is known."""
    yield from (line for line in opened(html).text.splitlines() if re.search(r"published 1 January \d{4}:", line))


RULES: Mapping[str, Callable[[str], Iterator[str]]] = {
    rule.__name__: rule
    for rule in (
        over_less_than_half, one_sided, as_if_all_were_known, added_up, compared_scores, open_twice, absent_too_often,
        never_said, chart_of_nothing, misleading_link, invented_day,
    )
}  # fmt: skip


def broken(html: str) -> dict[str, list[str]]:
    """What is wrong on a page, by the rule that it breaks."""
    found = {name: list(rule(html)) for name, rule in RULES.items()}
    return {name: wrong for name, wrong in found.items() if wrong}
