"""How hard the site's own sentences are to read: prose out of HTML, and the age at which a reader follows it.

The measure is the Flesch–Kincaid grade of the library `readability`, a school year of the United States, as an age
(grade 4 is the year in which children turn ten). The library counts syllables by a rule that errs upwards.
"""

import re
from collections.abc import Iterable
from html.parser import HTMLParser

import readability

PROSE = {"p", "li", "dd", "summary", "figcaption"}
NOT_PROSE = {"table", "nav", "svg", "script", "style", "ol", "header", "footer", "form"}
SHORTEST = 4
"""Fewer words are a label, not a sentence."""
LEFT_OUT = {"cite", "credit", "where", "eyebrow", "sources", "find-credit"}
"""Classes of text that is not ours to choose: how to cite, what a licence wants shown, notes beside a fact."""
A_NAME = "Leeds"
"""Stands in for the names of areas, which nobody can make shorter."""
YEARS_BEFORE_GRADE_ONE = 5


class _Prose(HTMLParser):
    """Collects the text of paragraphs and list items, leaving out tables, menus, pictures and what is marked so."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.text: list[str] | None = None
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = set((dict(attrs).get("class") or "").split())
        if tag in NOT_PROSE or classes & LEFT_OUT:
            self.inside.append(tag)
        elif tag in PROSE:
            self._end()
            self.text = []

    def handle_endtag(self, tag: str) -> None:
        if self.inside and tag == self.inside[-1]:
            self.inside.pop()
        elif tag in PROSE:
            self._end()

    def handle_data(self, data: str) -> None:
        if self.text is not None and not self.inside:
            self.text.append(data)

    def _end(self) -> None:
        if self.text is not None:
            self.found.append(" ".join("".join(self.text).split()))
        self.text = None


def prose(html: str) -> list[str]:
    """The paragraphs and list items of a page that are sentences: they end like one and have four words at least."""
    parser = _Prose()
    parser.feed(html)
    parser.close()
    return [text for text in parser.found if re.search(r"[.!?]”?$", text) and len(text.split()) >= SHORTEST]


def sentences(texts: Iterable[str]) -> list[str]:
    """The sentences of some texts, each as the library wants it: its words and stops with a space between them."""
    parts = (part for text in texts for part in re.split(r"(?<=[.!?])\s+(?=[A-Z“‘0-9])", text))
    return [" ".join(re.findall(r"[\w'’–-]+|[.,;:!?]", part)) for part in parts if len(part.split()) >= SHORTEST]


def reading_age(texts: Iterable[str], names: Iterable[str] = ()) -> float:
    """The age at which a reader follows these texts, in years; `names` of areas count as a short word each."""
    given = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or r"(?!)")
    plain = sentences(given.sub(A_NAME, text) for text in texts)
    measured = readability.getmeasures("\n".join(plain), lang="en")
    return round(measured["readability grades"]["Kincaid"] + YEARS_BEFORE_GRADE_ONE, 1)
