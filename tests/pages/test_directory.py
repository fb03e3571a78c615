"""The directory is the tables, joined: nothing added, nothing lost."""

from datetime import date

from ratings_site.model.directory import build_directory
from tests.builders import EARLIER, Row, a_package, a_pdu, a_region, an_inspection


def test_inspections_of_a_pdu_stand_newest_programme_then_newest_date_first() -> None:
    directory = build_directory(
        a_package(
            a_region(),
            a_pdu(),
            an_inspection(programme=EARLIER, published="2023-03-30"),
            an_inspection(published="", inspection_id="alderby-undated"),
            an_inspection(published="2024-10-24"),
        )
    )
    found = [inspection.inspection_id for inspection in directory.pdus["alderby"].inspections]
    assert found == ["alderby-2024", "alderby-undated", "alderby-2023"]


def test_the_current_programme_is_the_newest_that_rates_pdus_on_standards() -> None:
    assert build_directory(a_package(a_region())).current_programme.programme_id == "core-2023"


def test_living_pdus_come_before_closed_ones() -> None:
    directory = build_directory(a_package(a_region(), a_pdu("Alderby", closed="2025-04-28"), a_pdu("Brayford")))
    region = directory.regions["northland"]
    assert [pdu.name for pdu in region.pdus] == ["Brayford", "Alderby"]
    assert [pdu.name for pdu in region.living_pdus] == ["Brayford"]
    assert directory.pdus["alderby"].closed == date(2025, 4, 28)


def test_each_kind_of_area_says_what_it_is_where_it_lies_and_where_its_page_is() -> None:
    house = Row("approved_premises", {"premises_id": "a-house", "name": "A House", "source_id": "a-source"})
    of_house = {"area_type": "approved premises", "pdu_id": "", "premises_id": "a-house", "inspection_id": "of-house"}
    national = {"area_type": "national", "pdu_id": "", "inspection_id": "of-all"}
    package = a_package(
        a_region(), a_pdu(), house, an_inspection(), an_inspection(**of_house), an_inspection(**national)
    )
    directory = build_directory(package)
    areas = {name: directory.area_of(inspection) for name, inspection in directory.inspections.items()}
    assert {name: (a.kind, a.id, a.name, a.parent, a.address) for name, a in areas.items()} == {
        "alderby-2024": ("pdu", "alderby", "Alderby", "northland", "pdus/alderby/"),
        "of-house": ("approved premises", "a-house", "A House", "", ""),
        "of-all": ("national", "", "England and Wales", "", ""),
    }
    region = directory.areas["region", "northland"]
    assert (region.name, region.parent, region.address) == ("Northland", "", "regions/northland/")
