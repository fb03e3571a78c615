"""Coverage: which PDUs have been inspected in a programme, region by region, month by month."""

from collections import Counter

from ratings_site.charts.chart import Chart, ChartColumn, Value
from ratings_site.charts.findings import credit, finding, in_programme, iso
from ratings_site.model.directory import Directory, Pdu, Programme
from ratings_site.model.wording import say, say_count
from ratings_site.wording.words import ENOUGH, chain, joined, out_of, plural

MOST_NAMED = 3
"""More regions than this are counted in a headline, not named."""


def coverage(directory: Directory, programme_id: str = "") -> Chart | None:
    """The PDUs of a programme (the current one) with the date of their report in it; None where it inspects none."""
    programme = directory.programmes[programme_id] if programme_id else directory.current_programme
    pdus = _pdus_of(directory, programme)
    done = [pdu for pdu in pdus if pdu.latest(programme.programme_id)]
    if not done:
        return None
    return Chart(
        chart_id=f"coverage-{programme.programme_id}",
        kind="coverage",
        headline=_headline(programme, pdus, done),
        subtitle=say("PDUs inspected, by region; {programme}", programme=programme.name),
        description=say(
            "A bar for each region, as long as its number of PDUs, filled as far as they have been inspected; the "
            "numbers are written at its end."
        ),
        columns=(
            ChartColumn("region", say("Region")),
            ChartColumn("pdu", say("PDU")),
            ChartColumn("inspected", say("Inspected in the programme")),
            ChartColumn("published", say("Report published"), "date"),
        ),
        rows=tuple(_row(pdu, programme) for pdu in pdus),
        source=credit(directory, (i for pdu in done if (i := pdu.latest(programme.programme_id)))),
    )


def _pdus_of(directory: Directory, programme: Programme) -> list[Pdu]:
    """Every PDU that was open when the programme ended, or is now, and every other that it inspected."""
    end = programme.ended.value or directory.package.created

    def belongs(pdu: Pdu) -> bool:
        opened = pdu.opened is None or pdu.opened <= end
        return (opened and (pdu.closed is None or pdu.closed > end)) or pdu.latest(programme.programme_id) is not None

    pdus = [pdu for pdu in directory.pdus.values() if belongs(pdu)]
    total = Counter(pdu.region_name for pdu in pdus)
    done = Counter(pdu.region_name for pdu in pdus if pdu.latest(programme.programme_id))

    def order(pdu: Pdu) -> tuple[float, str, str, str]:
        region = pdu.region_name
        return (-done[region] / total[region], region, _published(pdu, programme) or "not inspected", pdu.name)

    return sorted(pdus, key=order)


def _published(pdu: Pdu, programme: Programme) -> str:
    inspection = pdu.latest(programme.programme_id)
    return iso(inspection.published) if inspection else ""


def _row(pdu: Pdu, programme: Programme) -> tuple[Value, ...]:
    inspected = "yes" if pdu.latest(programme.programme_id) else "no"
    return (pdu.region_name, pdu.name, inspected, _published(pdu, programme))


def _headline(programme: Programme, pdus: list[Pdu], done: list[Pdu]) -> str:
    regions = {pdu.region_name for pdu in pdus}
    reached = {pdu.region_name for pdu in done}
    finished = regions - {pdu.region_name for pdu in pdus if pdu not in done}
    areas = out_of(len(done), len(pdus), "pdu")
    told = say_count(
        ("{pdus} has been inspected {programme}", "{pdus} have been inspected {programme}"),
        len(done),
        pdus=areas,
        programme=in_programme(programme),
    )
    left = regions - reached
    every = say("in {regions} all have", regions=_named(finished)) if finished and finished != regions else ""
    none = say("in {regions} none has", regions=_named(left)) if left else ""
    every, none = (
        clause if sum(pdu.region_name in named for pdu in pdus) >= ENOUGH else ""
        for clause, named in ((every, finished), (none, left))
    )
    return finding(told, chain("{before}, {item}", (every, none)))


def _named(regions: set[str]) -> str:
    return joined(sorted(regions)) if len(regions) <= MOST_NAMED else plural(len(regions), "region")
