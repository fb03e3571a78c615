"""The charts that a change alters are shown before and after."""

from ratings_site.author.proposal import altered, chart_pictures, read_pictures, render_charts, write_comparison

BEFORE = {"alike": "<svg>1</svg>", "other": "<svg>2</svg>", "gone": "<svg>3</svg>"}
AFTER = {"alike": "<svg>1</svg>", "other": "<svg>two</svg>", "new": "<svg><title>Good &amp; bad</title>4</svg>"}


def test_only_whole_pictures_of_charts_are_compared():
    files = {"charts/a-picture.svg": b"<svg/>", "charts/a.svg": "<svg/>", "charts/a.csv": "a\n", "pdus/a.md": "# A"}
    assert chart_pictures(files) == {"a": "<svg/>"}


def test_altered_charts_stand_side_by_side_and_every_picture_is_there(tmp_path):
    for name, picture in AFTER.items():
        file = tmp_path / "charts" / f"{name}-picture.svg"
        file.parent.mkdir(exist_ok=True)
        file.write_text(picture, "utf-8")
    after = read_pictures(tmp_path)
    write_comparison(tmp_path, BEFORE, after)
    assert altered(BEFORE, after) == {"changed": ["other"], "new": ["new"], "gone": ["gone"]}
    said = "One chart looks different, one chart is new and one chart is gone."
    assert render_charts(BEFORE, after, "text") == said
    page = (tmp_path / "charts-before-and-after.html").read_text("utf-8")
    assert f"<h1>Charts before and after</h1>\n<p>{said}</p>" in page
    pictures = [part.split('"')[0] for part in page.split('src="')[1:]]
    assert pictures == [
        "charts-before/other-picture.svg",
        "charts/other-picture.svg",
        "charts/new-picture.svg",
        "charts-before/gone-picture.svg",
    ]
    assert all((tmp_path / picture).is_file() for picture in pictures)
    assert "alike" not in page
    assert page.count("<h2>Good &amp; bad</h2>") == 1


def titled(words):
    return f'<svg><title id="t">{words}</title></svg>'


def test_the_summary_names_each_altered_chart_with_its_headline_before_and_after():
    before = {"score": titled("3 of 21"), "bars": titled("Kent &amp; Sussex"), "old": titled("Old")}
    after = {"score": titled("14 of 21"), "bars": titled("Kent &amp; Sussex") + " ", "new": titled("<b>")}
    assert render_charts(before, after, "markdown").splitlines()[1:] == [
        "### Charts",
        "",
        "Two charts look different, one chart is new and one chart is gone.",
        "",
        "The preview shows each before and after: open `charts-before-and-after.html` in it.",
        "",
        "- “3 of 21” becomes “14 of 21”",
        "- new: “\\<b\\>”",
        "- gone: “Old”",
        "- drawn anew under the same headline: “Kent &amp; Sussex”",
    ]


def test_where_no_chart_changes_the_summary_says_so():
    assert render_charts({}, {}, "markdown") == "\n### Charts\n\nNo chart changes.\n\n"
