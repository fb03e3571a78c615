import pytest

from ratings_site.publish.pictures import has_empty_place, put_pictures, read_picture

SVG = '<svg role="img"><title>x</title></svg>'


def test_each_place_gets_the_picture_of_its_path() -> None:
    html = '<div class="chart-picture narrow" data-chart="charts/a.svg"></div><p></p>'
    page, placed = put_pictures(html, lambda path: f"<svg>{path}</svg>")
    assert placed == 1
    assert page == (
        '<div class="chart-picture narrow" data-chart="charts/a.svg" data-search-exclude>'
        "<svg>charts/a.svg</svg></div><p></p>"
    )
    assert not has_empty_place(page)


def test_a_place_written_in_another_way_is_noticed() -> None:
    page, placed = put_pictures('<p class="chart-picture" data-chart="charts/a.svg"></p>', lambda _: SVG)
    assert placed == 0
    assert has_empty_place(page)


def test_what_stands_before_the_picture_in_its_file_stays_out_of_the_page() -> None:
    assert read_picture(f'<?xml version="1.0"?>\n<!DOCTYPE svg>\n{SVG}\n', "a.svg") == SVG


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<p>no</p>", "a.svg is not one SVG picture"),
        ("<svg><script>x</script></svg>", "a.svg holds '<script', which the security policy forbids"),
        ('<svg style="x"></svg>', "a.svg holds 'style=', which the security policy forbids"),
        ('<svg onload="x"></svg>', "a.svg holds 'onload=', which the security policy forbids"),
    ],
)
def test_a_picture_that_could_do_harm_is_refused(text: str, said: str) -> None:
    with pytest.raises(LookupError) as refused:
        read_picture(text, "a.svg")
    assert refused.value.args == (said,)
