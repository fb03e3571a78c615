import pytest

from ratings_site.publish.pictures import put_pictures, read_picture

ROOT = '<svg xmlns="http://www.w3.org/2000/svg"'
SVG = f'{ROOT} role="img"><title>onload= x</title></svg>'


def test_each_place_gets_the_picture_of_its_path() -> None:
    html = '<div class="chart-picture narrow" data-chart="charts/a.svg"></div><p></p>'
    page, placed = put_pictures(html, {"charts/a.svg": SVG})
    assert placed == 1
    assert page == (
        f'<div class="chart-picture narrow" data-chart="charts/a.svg" data-search-exclude>{SVG}</div><p></p>'
    )
    with pytest.raises(LookupError, match=r"there is no picture charts/a\.svg"):
        put_pictures(html, {})


def test_what_stands_before_the_picture_in_its_file_stays_out_of_the_page() -> None:
    assert read_picture(f'<?xml version="1.0"?>\n<!DOCTYPE svg>\n{SVG}\n', "a.svg") == SVG


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<p>no</p>", "a.svg is no SVG picture"),
        (f"{SVG}<p", "a.svg is no SVG picture"),
        (f"{ROOT}><script>x</script></svg>", "a.svg holds <script, which the security policy forbids"),
        (f'{ROOT} style="x"></svg>', "a.svg holds <svg style, which the security policy forbids"),
        (f'{SVG}{ROOT} onload="x"></svg>', "a.svg holds <svg onload, which the security policy forbids"),
    ],
)
def test_a_picture_that_could_do_harm_is_refused(text: str, said: str) -> None:
    with pytest.raises(LookupError) as refused:
        read_picture(text, "a.svg")
    assert refused.value.args == (said,)
