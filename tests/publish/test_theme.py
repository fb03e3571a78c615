from importlib.metadata import version

import pytest

from benchmarks.peers import ZENSICAL
from ratings_site.publish.problems import PublishError
from ratings_site.publish.theme import MATERIAL, Theme, without_blank_lines


def test_the_themes_that_were_looked_at_are_the_ones_that_are_locked() -> None:
    locked = [f"{name} {version(name)}" for name in ("mkdocs-material", "zensical")]
    assert [MATERIAL.name, ZENSICAL.name] == locked


def test_a_page_of_a_theme_without_mends_stays_as_it_is() -> None:
    assert Theme("none", ()).mend("<p>x</p>", "a.html", {}) == "<p>x</p>"


def test_a_theme_that_changed_under_us_stops_the_build() -> None:
    with pytest.raises(PublishError, match=r"a\.html: the theme's .* stands there 0 times, not once"):
        MATERIAL.mend("<p>x</p>", "a.html", {"=frame.menu": "Menu"})
    with pytest.raises(PublishError, match=r"bundle\.js: the theme no longer asks for site maps"):
        MATERIAL.mend_script(b"", "bundle.js")


def test_empty_lines_go_except_where_they_are_text() -> None:
    html = "<p>\n\n  \n</p>\n\n<pre>a\n\nb</pre>\n\n\n<p>"
    assert without_blank_lines(html) == "<p>\n</p>\n<pre>a\n\nb</pre>\n<p>"
