"""What the descriptor allows and the package's own tables widen: the ratings of its scales, and its highest scores."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ratings_site.check.files import Refused, decode, read_bytes
from ratings_site.model.tables import NOT_RATED, RATINGS


def widen(descriptor: dict[str, Any], folder: Path) -> None:
    """Allow the ratings that `rating_scale` names beside those listed, and scores up to the highest of `programmes`.

    A scale is entered in the tables alone. Of tables that cannot be read nothing is allowed: they are reported.
    """
    ratings = list(dict.fromkeys(_cells(folder, "rating_scale.csv", "rating")))
    scores = (cell for cell in _cells(folder, "programmes.csv", "pdu_max_score") if cell.isdecimal())
    highest = max(map(int, scores), default=0)
    for field in _fields(descriptor):
        constraints = field["constraints"]
        listed = constraints.get("enum")
        if isinstance(listed, list) and set(RATINGS) <= {*map(str, listed)}:
            further = [rating for rating in ratings if rating and rating not in listed]
            last = [rating for rating in listed if rating == NOT_RATED]
            constraints["enum"] = [*(rating for rating in listed if rating != NOT_RATED), *further, *last]
            for name in ("categories", "categoriesOrdered") if further else ():
                field.pop(name, None)
        if str(field.get("name", "")).startswith("score") and isinstance(constraints.get("maximum"), int):
            constraints["maximum"] = max(constraints["maximum"], highest)


def _fields(descriptor: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every field that has constraints, as far as the descriptor is in form."""
    resources = descriptor.get("resources")
    for resource in resources if isinstance(resources, list) else ():
        schema = resource.get("schema") if isinstance(resource, dict) else None
        fields = schema.get("fields") if isinstance(schema, dict) else None
        for field in fields if isinstance(fields, list) else ():
            if isinstance(field, dict) and isinstance(field.get("constraints"), dict):
                yield field


def _cells(folder: Path, file: str, column: str) -> list[str]:
    try:
        rows = csv.DictReader(io.StringIO(decode(read_bytes(folder, file))))
        return [row.get(column) or "" for row in rows]
    except (Refused, csv.Error):  # the table itself is reported
        return []
