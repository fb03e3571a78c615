"""The frame around every page takes its words from the catalogue."""

import pytest

from ratings_site.publish import PublishError
from ratings_site.publish.frame import put_words

WORDS = {
    "en": {"frame.menu": "Menu", "=frame.menu": "Menu"},
    "cy": {"frame.menu": '<span lang="cy">Dewislen</span>', "=frame.menu": "Menu"},
}
"""Synthetic words."""


def test_words_stand_where_the_theme_holds_their_keys() -> None:
    html = '<nav aria-label="[[=frame.menu]]"><b>[[frame.menu]]</b></nav>[[other]] [[frame]]'
    assert put_words(html, "pdus/gwent/index.html", WORDS) == (
        '<nav aria-label="Menu"><b>Menu</b></nav>[[other]] [[frame]]'
    )
    assert put_words(html, "cy/pdus/gwent/index.html", WORDS) == (
        '<nav aria-label="Menu"><b><span lang="cy">Dewislen</span></b></nav>[[other]] [[frame]]'
    )


def test_a_key_without_words_stops_the_build() -> None:
    with pytest.raises(PublishError, match=r"a\.html: the theme asks for words .*: =frame\.made_up, frame\.made_up"):
        put_words("[[frame.made_up]] [[=frame.made_up]] [[frame.menu]]", "a.html", WORDS)
