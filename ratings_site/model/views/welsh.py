"""What the Welsh pages say: the region of Wales and its PDUs, in the Welsh that public sources use.

A short page each: name, rating, the inspectorate's own Welsh report, the ratings of the standards, the places served.
Everything else is a link away on the page in English. No sentence is translated here.
"""

from dataclasses import dataclass

from ratings_site.model.directory import Directory, Inspection, Pdu, Region
from ratings_site.model.views.parts import Link
from ratings_site.model.views.rating import Shown, shown_overall
from ratings_site.model.wording import Text, in_welsh, welsh_source

WALES = "Wales"
"""The nation whose regions have pages in Welsh."""


@dataclass(frozen=True)
class WelshChip:
    """A rating chip with its word in Welsh, where a source has it."""

    shown: Shown
    label: Text


@dataclass(frozen=True)
class WelshRow:
    """A name with its rating: a standard, or a PDU with its page."""

    name: Text
    chip: WelshChip
    address: str = ""


@dataclass(frozen=True)
class WelshArea:
    """The Welsh page of a region or a PDU; `english` is the address of the same page in English."""

    area_id: str
    kind: Text
    name: Text
    english: Link
    sentence: Text
    chip: WelshChip
    report: Link | None
    standards: tuple[WelshRow, ...]
    units: tuple[WelshRow, ...]
    places: tuple[Text, ...]
    region: Link | None


def welsh_regions(directory: Directory) -> list[Region]:
    """The regions that have pages in Welsh."""
    return [region for region in directory.regions.values() if region.nation == WALES]


def build_welsh_region(region: Region, directory: Directory) -> WelshArea:
    """Work out the Welsh page of a region."""
    inspection = region.latest(directory.current_programme.programme_id)
    return WelshArea(
        area_id=region.region_id,
        kind=in_welsh("terms", "region"),
        name=in_welsh("regions", region.region_id, region.name),
        english=Link(region.name, f"regions/{region.region_id}/"),
        sentence=in_welsh("terms", "region_overall" if inspection else "not_inspected"),
        chip=welsh_chip(shown_overall(inspection)),
        report=welsh_report(inspection),
        standards=welsh_standards(inspection),
        units=tuple(welsh_unit(pdu, directory) for pdu in region.living_pdus),
        places=(),
        region=None,
    )


def build_welsh_pdu(pdu: Pdu, directory: Directory) -> WelshArea:
    """Work out the Welsh page of a PDU."""
    inspection = pdu.latest(directory.current_programme.programme_id)
    region = in_welsh("regions", pdu.region_id, pdu.region_name)
    return WelshArea(
        area_id=pdu.pdu_id,
        kind=in_welsh("terms", "pdu"),
        name=in_welsh("pdus", pdu.pdu_id, pdu.name),
        english=Link(pdu.name, f"pdus/{pdu.pdu_id}/"),
        sentence=in_welsh("terms", "overall" if inspection else "not_inspected"),
        chip=welsh_chip(shown_overall(inspection)),
        report=welsh_report(inspection),
        standards=welsh_standards(inspection),
        units=(),
        places=tuple(in_welsh("places", place, place) for place in sorted({place.place for place in pdu.places})),
        region=Link(region.text, f"cy/regions/{pdu.region_id}/"),
    )


def welsh_unit(pdu: Pdu, directory: Directory) -> WelshRow:
    """A PDU as a row of its region's page."""
    shown = shown_overall(pdu.latest(directory.current_programme.programme_id))
    return WelshRow(in_welsh("pdus", pdu.pdu_id, pdu.name), welsh_chip(shown), f"cy/pdus/{pdu.pdu_id}/")


def welsh_chip(shown: Shown) -> WelshChip:
    """A rating with its Welsh word."""
    return WelshChip(shown, in_welsh("ratings", shown.value, shown.label))


def welsh_report(inspection: Inspection | None) -> Link | None:
    """The inspectorate's report in Welsh, where one is known."""
    if inspection is None or not (address := welsh_source("reports", inspection.inspection_id)):
        return None
    return Link(in_welsh("reports", inspection.inspection_id).text, address)


def welsh_standards(inspection: Inspection | None) -> tuple[WelshRow, ...]:
    """The ratings of the standards that are known."""
    ratings = inspection.ratings if inspection else ()
    return tuple(
        WelshRow(
            in_welsh("standard_names", rating.standard.name, rating.standard.name), welsh_chip(Shown(rating.rating))
        )
        for rating in ratings
        if rating.rating
    )
