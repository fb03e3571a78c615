"""The colours of the ratings, as the table has them: on chips, in pictures, in charts."""

import csv

import pytest

from ratings_site.pages.frame import STYLES, render_styles
from tests.frozen import frozen_directory, frozen_package

with (frozen_package() / "rating_scale.csv").open(encoding="utf-8", newline="") as _file:
    SCALE = list(csv.DictReader(_file))

COLOURS = {
    "Outstanding": ("#12436D", "#FFFFFF", "#12436D", "#E3ECF4"),
    "Good": ("#28A197", "#0B0C0C", "#0B5A53", "#DDF1EF"),
    "Requires improvement": ("#F46A25", "#0B0C0C", "#8A3208", "#FDE7DA"),
    "Inadequate": ("#6A0F0B", "#FFFFFF", "#6A0F0B", "#F7E1E0"),
}


@pytest.mark.parametrize("row", SCALE, ids=lambda row: row["rating"])
def test_each_rating_keeps_its_colours(row) -> None:
    assert (row["fill"], row["on_fill"], row["ink"], row["tint"]) == COLOURS[row["rating"]]


def test_each_chip_has_a_rule_with_its_ink_and_tint() -> None:
    sheet = render_styles(frozen_directory().all_grades.values())[STYLES]
    for rating, (_, _, ink, tint) in COLOURS.items():
        rule = (
            f'.rating[data-rating="{rating}"] {{\n  --rating-ink: {ink.lower()};\n  --rating-tint: {tint.lower()};\n}}'
        )
        assert rule in sheet
