"""The words of the frame around every page: header, menu, footer, and what the theme says by itself.

The publisher's templates cannot read the catalogue. They hold a key where a text stands, `[[frame.menu]]`, or with an
equals sign in an attribute, `[[=frame.menu]]`, and the finishing step puts the words in (`publish/frame.py`).
"""

from markupsafe import Markup, escape

from ratings_site.model.wording import Language, pattern_of, read_wording, say
from ratings_site.render.speech import Tell, say_in_english, say_in_welsh, teller

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
FORM = ("find.label", "find.hint", "find.button")
"""The words of the search for an area, which stands under the header too."""


def frame_words() -> dict[str, dict[str, str]]:
    """For each language, what stands in the place of each key, as HTML; attributes are in English, as the frame is."""
    return {"en": _words("en"), "cy": _words("cy")}


def _words(language: Language) -> dict[str, str]:
    keys = [*FORM, *(f"frame.{key}" for key in read_wording()["frame"])]
    tell = teller(language)
    texts = {key: str(tell(say(key, **_names(key)))) for key in keys if key != "frame.licence"}
    attributes = {f"={key}": str(escape(pattern_of(key))) for key in keys}
    return {**texts, "frame.licence": str(_licence(language, tell)), **attributes}


def _names(key: str) -> dict[str, str]:
    return {"site": say("feeds.site")} if key == "frame.about_site" else {}


def _licence(language: Language, tell: Tell) -> Markup:
    link = Markup('<a href="{}">{}</a>').format(LICENCE, tell(say("frame.licence_name")))
    return (say_in_welsh if language == "cy" else say_in_english)("frame.licence", licence=link)
