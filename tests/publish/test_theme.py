import pytest

from ratings_site.publish import PublishError
from ratings_site.publish.theme import mend, without_blank_lines


def test_a_page_of_another_publisher_needs_no_mending() -> None:
    html = '<meta name="generator" content="zensical-0.0.73"><p>x</p>'
    assert mend(html, "a.html") == html


def test_a_theme_that_changed_under_us_stops_the_build() -> None:
    with pytest.raises(PublishError, match=r"a\.html: the theme's .* stands there 0 times, not once"):
        mend('<meta name="generator" content="mkdocs-1.6.1, mkdocs-material-9.9.0">', "a.html")


def test_empty_lines_go_except_where_they_are_text() -> None:
    html = "<p>\n\n  \n</p>\n\n<pre>a\n\nb</pre>\n\n\n<p>"
    assert without_blank_lines(html) == "<p>\n</p>\n<pre>a\n\nb</pre>\n<p>"
