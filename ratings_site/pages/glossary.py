"""The words that a neighbour would not use, each explained: all on the page of the glossary, and on a page its own."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from ratings_site.model.directory import Directory
from ratings_site.model.wording import named, say, words_of
from ratings_site.wording.words import chain, number_word, plural

Term = Mapping[str, Any]
"""A word as its table has it: the `term`, the `text` that explains it, and the `signs` that call for it on a page."""


def meaning(term: Term, directory: Directory) -> str:
    """What a word means; of a scale and its points, those of the current programme."""
    programme, grades = directory.current_programme, directory.grades
    points = [say("{points} for {rating}", points=g.points, rating=named(name)) for name, g in grades.items()]
    return say(
        term["text"],
        count=number_word(len(grades)),
        grades=chain("{before}, {item}", map(named, grades)),
        points=chain("{before}, {item}", points),
        standards=plural(programme.pdu_standards or 0, "standard"),
        highest=programme.pdu_max_score,
    )


def anchor(heading: str) -> str:
    """The id that the glossary's page gives a heading."""
    return "-".join(re.sub(r"[^\w\s-]", "", heading).lower().split())


def terms_in(html: str) -> list[Term]:
    """The words of the glossary that a page in English uses, wherever in its text they stand."""
    text = unescape(re.sub(r"<script.*?</script>|<[^>]*>", " ", html, flags=re.DOTALL))
    said = " ".join(["", *re.findall(r"\w+", text.casefold()), ""])
    known = words_of("glossary").values()
    return [term for term in known if any(f" {sign} " in said for sign in term.get("signs", ()))]
