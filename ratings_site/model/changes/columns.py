"""How the shape of the data changed, and the version that the changes call for.

The rule is the Data Package recipe for versions (https://datapackage.org/recipes/data-package-version/): an
incompatible change of the schema raises the first number, added data the second, corrections the third.
"""

from collections.abc import Iterator

from ratings_site.model.changes.comparison import Comparison
from ratings_site.model.changes.values import ColumnChange, Level, RatingChange
from ratings_site.model.tables import Field, Tables, TableSchema
from ratings_site.model.wording import say

LEVELS: tuple[Level, ...] = ("", "patch", "minor", "major")
"""From nothing at all to the change that costs readers most."""


def build_column_changes(comparison: Comparison) -> tuple[ColumnChange, ...]:
    """Tables and columns that came, went or changed their meaning."""
    old, new = comparison.old.package.schemas, comparison.new.package.schemas
    came, gone = say("the table is new"), say("the table is gone")
    changes = [ColumnChange(name, "", "added", came, "minor") for name in new if name not in old]
    changes += [ColumnChange(name, "", "removed", gone, "major") for name in old if name not in new]
    for name in new:
        if name in old:
            changes += _schema_changes(old[name], new[name])
    return tuple(sorted(changes))


def _schema_changes(old: TableSchema, new: TableSchema) -> Iterator[ColumnChange]:
    before = {field.name: field for field in old.fields}
    after = {field.name: field for field in new.fields}
    for name in after.keys() - before.keys():
        yield ColumnChange(new.name, name, "added", say("the column is new"), "minor")
    for name in before.keys() - after.keys():
        yield ColumnChange(new.name, name, "removed", say("the column is gone"), "major")
    for name in before.keys() & after.keys():
        for detail, level in _field_changes(before[name], after[name]):
            yield ColumnChange(new.name, name, "changed", detail, level)
    if old.primary_key != new.primary_key:
        yield ColumnChange(new.name, "", "changed", _key_detail(new), "major")
    if (old.title, old.description) != (new.title, new.description):
        yield ColumnChange(new.name, "", "changed", say("its title or description says something else"), "patch")


def _field_changes(old: Field, new: Field) -> Iterator[tuple[str, Level]]:
    if old.type != new.type:
        yield say("its type was {was} and is {now}", was=old.type, now=new.type), "major"
    gone = [value for value in old.enum if value not in new.enum] if new.enum else []
    if gone:
        yield say("it no longer allows {values}", values=", ".join(gone)), "major"
    if new.enum and not old.enum:
        yield say("it allows only listed values now"), "major"
    more = [value for value in new.enum if value not in old.enum] if old.enum else []
    if more:
        yield say("it now allows {values}", values=", ".join(more)), "minor"
    if new.required and not old.required:
        yield say("it may no longer be empty"), "major"
    if old.required and not new.required:
        yield say("it may be empty now"), "minor"
    if old.unique != new.unique:
        yield (
            (say("each value may stand only once now"), "major")
            if new.unique
            else (say("values may repeat now"), "minor")
        )
    if _limits(old) != _limits(new):
        yield say("the limits of its values changed"), "minor"
    if (old.title, old.description) != (new.title, new.description):
        yield say("its title or description says something else"), "patch"


def _key_detail(schema: TableSchema) -> str:
    if not schema.primary_key:
        return say("a row is now identified by nothing")
    between = f" {say('and')} "
    return say("a row is now identified by {columns}", columns=between.join(schema.primary_key))


def _limits(field: Field) -> tuple[object, ...]:
    return field.pattern, field.minimum, field.maximum, field.max_length


def build_level(comparison: Comparison, columns: tuple[ColumnChange, ...], ratings: tuple[RatingChange, ...]) -> Level:
    """What the changes call for: the heaviest of the schema's changes, added data, and corrections."""
    levels: list[Level] = ["", *(column.level for column in columns)]
    if any(comparison.differences.values()) or _metadata(comparison.old) != _metadata(comparison.new):
        levels.append("patch")
    if any(difference.added for name, difference in comparison.differences.items() if name not in _RECORDS):
        levels.append("minor")
    if any(change.move == "appeared" for change in ratings):
        levels.append("minor")
    return max(levels, key=LEVELS.index)


def _metadata(tables: Tables) -> dict[str, object]:
    """What the descriptor says of the package as a whole, its version and date aside."""
    aside = ("version", "created", "resources")
    return {name: value for name, value in tables.package.descriptor.items() if name not in aside}


_RECORDS = ("corrections", "acknowledgements")
"""Tables about the data: a row more in one of them adds no data."""
