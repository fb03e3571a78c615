"""The style sheet of the ratings: the colours that the scale gives each of them."""

from collections.abc import Iterable

from ratings_site.model.rows import Grade

STYLES = "assets/ratings.css"


def render_styles(grades: Iterable[Grade]) -> dict[str, str]:
    """One rule for each rating; how a chip looks apart from its colours stands in `parts.css`."""
    rules = (f"{_selector(grade.rating)} {{\n{_colours(grade)}}}\n" for grade in grades)
    return {STYLES: "\n".join(("/* Made from the table rating_scale. */", *rules))}


def _colours(grade: Grade) -> str:
    return f"  --rating-ink: {grade.ink.lower()};\n  --rating-tint: {grade.tint.lower()};\n"


def _selector(rating: str) -> str:
    quoted = rating.replace("\\", "\\\\").replace('"', '\\"')
    return f'.rating[data-rating="{quoted}"]'
