"""The words of the frame around a page: put where the theme's templates, and the settings, hold their keys."""

import re
from collections.abc import Mapping

from ratings_site.publish.languages import language_of
from ratings_site.publish.problems import PublishError

Words = Mapping[str, Mapping[str, str]]
"""For each language, the HTML that stands in the place of each key; a key with an equals sign is for an attribute."""

_KEY = re.compile(r"\[\[(=?(?:frame|find)\.\w+)\]\]")


def put_words(html: str, path: str, words: Words) -> str:
    """The page with its words put in; PublishError where a key has none."""
    known = words.get(language_of(path), {})
    unknown = sorted({key for key in _KEY.findall(html) if key not in known})
    if unknown:
        raise PublishError([f"{path}: the theme asks for words that the catalogue has not: {', '.join(unknown)}"])
    return _KEY.sub(lambda found: known[found[1]], html)
