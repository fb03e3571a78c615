"""Then and now: the grades of the units that were rated in two programmes, side by side."""

from ratings_site.charts.chart import Chart, ChartColumn
from ratings_site.charts.findings import credit, finding, iso
from ratings_site.model.counts import then_and_now as counted
from ratings_site.model.directory import Directory
from ratings_site.model.wording import say, words_of
from ratings_site.wording.words import number_word, plural

ORDER = ("lower", "same", "higher")


def then_and_now(directory: Directory) -> Chart | None:
    """The earlier and the later grade of every such PDU, lower ones first; None where there is none."""
    found = counted(directory)
    rows = found[found["change"].isin(ORDER)].to_dict("records")
    if not rows:
        return None
    rows.sort(key=lambda row: (ORDER.index(row["change"]), directory.pdus[row["pdu_id"]].name))
    changes = [row["change"] for row in rows]
    inspections = [[directory.inspections[row[f"{when}_inspection"]] for when in ("earlier", "later")] for row in rows]
    told = [
        say(words_of("charts")["change"][way], count=number_word(count))
        for way in ORDER
        if (count := changes.count(way))
    ]
    return Chart(
        chart_id="then-and-now",
        kind="change",
        headline=finding(
            say("of {pdus} rated in two programmes, {counts}", pdus=plural(len(rows), "pdu"), counts=", ".join(told))
        ),
        subtitle=say("Overall ratings of PDUs in two programmes of inspection, the earlier one and the later one"),
        description=say(
            "A row for each PDU: a dot at its earlier grade, a sign at its later one, and a line between them. "
            "The rules changed in between: grades can be read side by side, scores cannot."
        ),
        columns=(
            ChartColumn("pdu", say("PDU")),
            ChartColumn("earlier", say("Earlier rating"), "rating"),
            ChartColumn("earlier_published", say("Published"), "date"),
            ChartColumn("later", say("Later rating"), "rating"),
            ChartColumn("later_published", say("Published"), "date"),
            ChartColumn("change", say("Change")),
        ),
        rows=tuple(
            (
                directory.pdus[row["pdu_id"]].name,
                row["earlier_rating"],
                iso(earlier.published),
                row["later_rating"],
                iso(later.published),
                row["change"],
            )
            for row, (earlier, later) in zip(rows, inspections, strict=True)
        ),
        source=credit(directory, [s for both in inspections for i in both for s in (i.source, i.published_source)]),
        grades=directory.grades,
    )
