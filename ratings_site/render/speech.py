"""How what a page says becomes HTML in the page's language.

A page in English says everything in English. A page in Welsh says in Welsh what the Welsh catalogue has, and marks it
as Welsh; the rest is in English, as which its content is marked as a whole (`publish/languages.py`).
"""

from collections.abc import Callable, Iterable

from markupsafe import Markup, escape

from ratings_site.model.wording import Language, Name, Said, Text, pattern_of, said_in_welsh

Tell = Callable[[object], Markup]
"""Makes HTML of a text that a page shows."""


def teller(language: Language) -> Tell:
    """How pages of a language show a text."""
    return in_welsh if language == "cy" else in_english


def sayer(language: Language) -> Callable[..., Markup]:
    """How pages of a language say a sentence of the catalogue, by its key and what fills its gaps."""
    return say_in_welsh if language == "cy" else say_in_english


def in_english(text: object) -> Markup:
    """A text as it is, escaped."""
    return escape(text)


def in_welsh(text: object) -> Markup:
    """A sentence or name in Welsh where the catalogue has it; anything else as it is, escaped."""
    return _marked(said_in_welsh(text)) if isinstance(text, Said | Name) else escape(text)


def say_in_english(key: str, /, **values: object) -> Markup:
    """A sentence of the catalogue; what fills its gaps is escaped unless it is HTML already."""
    return escape(pattern_of(key)).format(**values)


def say_in_welsh(key: str, /, **values: object) -> Markup:
    """The same in Welsh where the catalogue has it, with its gaps in Welsh where it has them; otherwise in English."""
    pieces = said_in_welsh(Said(key, values))
    return _marked(pieces) if any(piece.language == "cy" for piece in pieces) else say_in_english(key, **values)


def _marked(pieces: Iterable[Text]) -> Markup:
    welsh = Markup('<span lang="cy">{}</span>')
    return Markup("").join(welsh.format(piece.text) if piece.language == "cy" else piece.text for piece in pieces)
