"""The words of the frame around every page: header, menu, footer, and what the theme says by itself.

The publisher's templates cannot read the catalogue. They are given these words among the settings, and ask for them by
their keys: `words['frame.menu']`, or with an equals sign in an attribute, `words['=frame.menu']`.
"""

from markupsafe import Markup, escape

from ratings_site.model.wording import Language, pattern_of, read_wording
from ratings_site.render.speech import sayer

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
FORM = ("find.label", "find.hint", "find.button")
"""The words of the search for an area, which stands under the header too."""


def frame_words() -> dict[str, dict[str, str]]:
    """For each language, what stands in the place of each key, as HTML; attributes are in English, as the frame is."""
    return {"en": _words("en"), "cy": _words("cy")}


def _words(language: Language) -> dict[str, str]:
    say = sayer(language)
    keys = [*FORM, *(f"frame.{key}" for key in read_wording()["frame"])]
    licence = Markup('<a href="{}">{}</a>').format(LICENCE, say("frame.licence_name"))
    gaps: dict[str, dict[str, str]] = {
        "frame.about_site": {"site": pattern_of("feeds.site")},
        "frame.licence": {"licence": licence},
    }
    texts = {key: str(say(key, **gaps.get(key, {}))) for key in keys}
    return texts | {f"={key}": str(escape(pattern_of(key))) for key in keys}
