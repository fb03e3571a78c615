"""What stands around every page: the words of header, menu and footer, and the colours of the ratings.

The publisher's templates say nothing themselves. They are given these words among the settings, and ask for them by
their keys: `words['frame.menu']`, or with an equals sign in an attribute, `words['=frame.menu']`.
"""

from collections.abc import Iterable

from markupsafe import Markup, escape

from ratings_site.model import wording
from ratings_site.model.rows import Grade
from ratings_site.model.wording import say

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
STYLES = "assets/ratings.css"


def frame_words() -> dict[str, dict[str, str]]:
    """For each language, what stands in the place of each key, as HTML; attributes are in English, as the frame is."""
    return {"en": _words("en"), "cy": _words("cy")}


def _words(language: wording.Language) -> dict[str, str]:
    find, frame = wording.words_of("search")["find"], wording.words_of("frame")
    form = {f"find.{key}": find[key] for key in ("label", "hint", "button")}  # it stands under the header too
    words = form | {f"frame.{key}": text for key, text in frame.items()}
    with wording.speaking(language):
        # Markup: a link of our own around words of our own; format escapes what fills it.
        licence = Markup('<a href="{}">{}</a>').format(LICENCE, say(frame["licence_name"]))
        gaps = {"site": say("Probation ratings"), "licence": licence}
        texts = {key: wording.show_welsh(wording.say_html(text, **gaps)) for key, text in words.items()}
    return texts | {f"={key}": str(escape(text)) for key, text in words.items()}


def render_styles(grades: Iterable[Grade]) -> dict[str, str]:
    """One rule for each rating; how a chip looks apart from its colours stands in `parts.css`."""
    quoted = str.maketrans({"\\": "\\\\", '"': '\\"'})
    rules = (
        f'.rating[data-rating="{grade.rating.translate(quoted)}"] {{\n'
        f"  --rating-ink: {grade.ink.lower()};\n  --rating-tint: {grade.tint.lower()};\n}}\n"
        for grade in grades
    )
    return {STYLES: "\n".join(("/* Made from the table rating_scale. */", *rules))}
