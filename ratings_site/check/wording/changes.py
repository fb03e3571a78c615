"""Words for what the comparison with the last release finds; its messages are made where the comparison is made."""

from ratings_site.check.wording.kinds import failure

KINDS = {
    "page-would-vanish": failure("{message}", "{remedy}"),
    "rating-changed-without-correction": failure("{message}", "{remedy}"),
    "scheduled-without-day": failure("{message}", "{remedy}"),
    "table-lost-rows": failure("{message}", "{remedy}"),
    "version-too-low": failure("{message}", "{remedy}"),
}

ACCEPTABLE = frozenset({"table-lost-rows"})
"""Stops the publication until a row of `acknowledgements.csv` says that the loss is meant."""
