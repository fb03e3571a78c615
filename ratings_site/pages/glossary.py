"""The words that a neighbour would not use, each explained: all on the page of the glossary, and on a page its own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape

from ratings_site.model.directory import Directory
from ratings_site.model.wording import named, say, words_of
from ratings_site.wording.words import chain, number_word, plural


@dataclass(frozen=True)
class Term:
    """A word of the glossary and what it means; `signs` are words, in small letters, that call for it on a page."""

    english: str
    explained: str
    signs: tuple[str, ...] = ()

    @property
    def term(self) -> str:
        return say(self.english)

    def meaning(self, directory: Directory) -> str:
        """What it means; of a scale and its points, those of the current programme."""
        programme, grades = directory.current_programme, directory.grades
        points = [say("{points} for {rating}", points=g.points, rating=named(name)) for name, g in grades.items()]
        return say(
            self.explained,
            count=number_word(len(grades)),
            grades=chain("{before}, {item}", map(named, grades)),
            points=chain("{before}, {item}", points),
            standards=plural(programme.pdu_standards or 0, "standard"),
            highest=programme.pdu_max_score,
        )

    @property
    def anchor(self) -> str:
        """Its place on the glossary's page."""
        return anchor(self.english)


@cache
def glossary() -> Mapping[str, Term]:
    """Every word that is explained, in the order in which pages show them."""
    entries = words_of("glossary").items()
    return {key: Term(entry["term"], entry["text"], tuple(entry.get("signs", ()))) for key, entry in entries}


def anchor(heading: str) -> str:
    """The id that the glossary's page gives a heading."""
    return "-".join(re.sub(r"[^\w\s-]", "", heading).lower().split())


def terms_in(html: str) -> list[Term]:
    """The words of the glossary that a page in English uses, wherever in its text they stand."""
    text = unescape(re.sub(r"<script.*?</script>|<[^>]*>", " ", html, flags=re.DOTALL))
    said = " ".join(["", *re.findall(r"\w+", text.casefold()), ""])
    return [term for term in glossary().values() if any(f" {sign} " in said for sign in term.signs)]
