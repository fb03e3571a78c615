"""The charts that a change alters are shown before and after."""

from ratings_site.author.pictures import ChartChanges, chart_pictures, read_pictures, write_comparison

BEFORE = {"alike": "<svg>1</svg>", "other": "<svg>2</svg>", "gone": "<svg>3</svg>"}
AFTER = {"alike": "<svg>1</svg>", "other": "<svg>two</svg>", "new": "<svg>4</svg>"}


def test_only_whole_pictures_of_charts_are_compared():
    files = {"charts/a-picture.svg": b"<svg/>", "charts/a.svg": "<svg/>", "charts/a.csv": "a\n", "pdus/a.md": "# A"}
    assert chart_pictures(files) == {"a": "<svg/>"}


def test_altered_charts_stand_side_by_side_and_every_picture_is_there(tmp_path):
    for name, picture in AFTER.items():
        file = tmp_path / "charts" / f"{name}-picture.svg"
        file.parent.mkdir(exist_ok=True)
        file.write_text(picture, "utf-8")
    changes = write_comparison(tmp_path, BEFORE, read_pictures(tmp_path))
    assert changes == ChartChanges(changed=("other",), new=("new",), gone=("gone",))
    assert changes.sentence == "Charts: 1 look different, 1 are new, 1 are gone."
    page = (tmp_path / "charts-before-and-after.html").read_text("utf-8")
    pictures = [part.split('"')[0] for part in page.split('src="')[1:]]
    assert pictures == [
        "charts-before/other-picture.svg",
        "charts/other-picture.svg",
        "charts/new-picture.svg",
        "charts-before/gone-picture.svg",
    ]
    assert all((tmp_path / picture).is_file() for picture in pictures)
    assert "alike" not in page
