"""The words of the frame around every page: header, menu, footer, and what the theme says by itself.

The publisher's templates say nothing themselves. They hold a key where a text stands, `[[frame.menu]]`, or with an
equals sign in an attribute, `[[=frame.menu]]`, and the finishing step puts the words in (`publish/frame.py`).
"""

from markupsafe import Markup, escape

from ratings_site.model.wording import Language, say, say_html, show_welsh, speaking, to_say
from ratings_site.render.find import WORDS

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
FRAME = {
    **{f"find.{key}": WORDS[key] for key in ("label", "hint", "button")},
    "frame.skip": to_say("Skip to the content"),
    "frame.menu": to_say("Menu"),
    "frame.close_menu": to_say("Close the menu"),
    "frame.search_pages": to_say("Search all pages"),
    "frame.results": to_say("Search results"),
    "frame.type": to_say("Type a word or a name"),
    "frame.none_found": to_say("No page found"),
    "frame.one_found": to_say("1 page found"),
    "frame.many_found": to_say("# pages found"),
    "frame.dark": to_say("Use dark colours"),
    "frame.light": to_say("Use light colours"),
    "frame.page": to_say("This page:"),
    "frame.home": to_say("Home"),
    "frame.find": to_say("Find your area"),
    "frame.pdus": to_say("PDUs A to Z"),
    "frame.regions": to_say("Regions"),
    "frame.ratings": to_say("All ratings"),
    "frame.compare": to_say("Compare areas"),
    "frame.standards": to_say("Standards"),
    "frame.annual_report": to_say("2024 annual report"),
    "frame.publications": to_say("Publications"),
    "frame.data_pages": to_say("Data"),
    "frame.method": to_say("Method"),
    "frame.glossary": to_say("Glossary"),
    "frame.about_short": to_say("About"),
    "frame.about": to_say("About this site"),
    "frame.accessibility": to_say("Accessibility"),
    "frame.corrections": to_say("Corrections"),
    "frame.data": to_say("Get the data"),
    "frame.report": to_say("Report a mistake"),
    "frame.about_site": to_say(
        "{site} is open data gathered from the publications of HM Inspectorate of Probation "
        "and other public sources, each fact with its source. It is not a site of the "
        "inspectorate or of government."
    ),
    "frame.licence": to_say("Contains public sector information licensed under the {licence}. © Crown copyright."),
    "frame.licence_name": to_say("Open Government Licence v3.0"),
}
"""The texts by their keys; the search for an area stands under the header too."""


def frame_words() -> dict[str, dict[str, str]]:
    """For each language, what stands in the place of each key, as HTML; attributes are in English, as the frame is."""
    return {"en": _words("en"), "cy": _words("cy")}


def _words(language: Language) -> dict[str, str]:
    attributes = {f"={key}": str(escape(text)) for key, text in FRAME.items()}
    with speaking(language):
        licence = Markup('<a href="{}">{}</a>').format(LICENCE, say(FRAME["frame.licence_name"]))
        gaps = {"site": say("Probation ratings"), "licence": licence}
        texts = {key: show_welsh(say_html(text, **gaps)) for key, text in FRAME.items()}
    return texts | attributes
