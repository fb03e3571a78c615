"""What is counted in the tables: totals, units, and what changed between two programmes."""

from collections import Counter
from dataclasses import replace

from ratings_site.model.counts import BY_UNIT, COUNTS, counts_of, rated_units, rows_of
from ratings_site.model.directory import Directory, build_directory
from tests.builders import CURRENT, EARLIER, Row, a_package, a_pdu, a_region, an_inspection, ratings_of

NAMES = ("Alderby", "Brayford", "Colwick")
PDUS = (a_region(), *(a_pdu(name) for name in NAMES))
LEADERSHIP = f"{CURRENT}-pdu-leadership"
KNOWN = {"source_id": "a-source"}


def a_directory(*rows: Row) -> Directory:
    return build_directory(a_package(*PDUS, *rows))


def leadership(*ratings: str) -> list[Row]:
    """An inspection of each PDU, and its rating on the first standard alone."""
    return [
        row
        for name, rating in zip(NAMES, ratings, strict=False)
        for row in (an_inspection(name), *ratings_of(f"{name.lower()}-2024", rating, *[""] * 6))
    ]


def a_total(rating: str, count: int, inspections: int = 3) -> Row:
    cells = {"set_id": "a-set", "standard_id": LEADERSHIP, "rating": rating, "programme_id": CURRENT}
    dates = {"published_from": "2024-01-01", "published_to": "2024-12-31"}
    return Row("rating_totals", cells | dates | {"inspections": str(inspections), "count": str(count)} | KNOWN)


def totals(*rows: Row) -> dict[str, tuple[int, ...]]:
    """For each rating on the first standard: count, inspections, from totals, from single ratings, known by unit."""
    found = [[*row.values()] for row in rows_of(a_directory(*rows), "standard-totals")]
    found = [cells for standard_id, *cells in found if standard_id == LEADERSHIP]
    assert {tuple(cells[-3:]) for cells in found} == {("Leadership", "pdu", CURRENT)}
    return {rating: tuple(cells[:-3]) for rating, *cells in found}


def test_a_unit_has_its_newest_inspection_of_whatever_programme_and_one_without_any_has_none() -> None:
    earlier = an_inspection("Brayford", programme=EARLIER, published="2022-01-10", overall="Good")
    directory = a_directory(an_inspection(score=6), an_inspection(programme=EARLIER, published="2022-01-11"), earlier)
    assert [[value for name, value in row.items() if name != "closed"] for row in rows_of(directory, "units")] == [
        [
            "alderby", "Alderby", "Northland", "Core programme since October 2023", "alderby-2024",
            "Requires improvement", 6, "24 October 2024", CURRENT, "published",
        ],
        [
            "brayford", "Brayford", "Northland", "PDU inspections of 2021 to 2023", "brayford-2022", "Good", None,
            "10 January 2022", EARLIER, "published",
        ],
        ["colwick", "Colwick", "Northland", "", "", "", None, "", "", ""],
    ]  # fmt: skip


def test_the_ratings_of_a_region_are_those_of_its_open_units_in_the_current_programme() -> None:
    earlier = an_inspection("Colwick", programme=EARLIER, published="2022-01-10", overall="Good")
    closed = (a_pdu("Denholme", closed="2025-04-28"), an_inspection("Denholme"))
    inspected = (an_inspection(), an_inspection("Brayford", overall="Good"), earlier, *closed)
    assert rated_units(a_directory(*inspected)) == {"northland": Counter({"Good": 1, "Requires improvement": 1})}


def test_single_ratings_are_counted_one_by_one() -> None:
    assert totals(*leadership("Good", "", "Good")) == {
        "Outstanding": (0, 3, 0, 0, 0),
        "Good": (2, 3, 0, 2, 2),
        "Requires improvement": (0, 3, 0, 0, 0),
        "Inadequate": (0, 3, 0, 0, 0),
        "not available": (1, 3, 0, 1, 1),
    }


def test_a_stated_total_counts_where_the_tables_hold_all_its_inspections() -> None:
    stated = (a_total("Good", 1), a_total("Inadequate", 2))
    later = an_inspection("Colwick", published="2025-02-01")
    rows = [*leadership("Good", "", ""), later, *ratings_of("colwick-2025", "Outstanding", *[""] * 6)]
    assert totals(*rows, *stated) == {
        "Outstanding": (1, 4, 0, 1, 1),
        "Good": (1, 4, 1, 0, 1),
        "Requires improvement": (0, 4, 0, 0, 0),
        "Inadequate": (2, 4, 2, 0, 0),
        "not available": (0, 4, 0, 0, 2),
    }


def test_a_stated_total_of_other_inspections_does_not_count() -> None:
    one_too_many = (a_total("Good", 1, inspections=4), a_total("Inadequate", 3, inspections=4))
    assert totals(*leadership("Good", "", ""), *one_too_many) == totals(*leadership("Good", "", ""))


def test_an_inspection_that_two_sets_hold_is_counted_in_one_of_them() -> None:
    twice = [
        replace(total, cells={**total.cells, "set_id": name})
        for name in ("a-set", "b-set")
        for total in (a_total("Good", 1), a_total("Inadequate", 2))
    ]
    once = [total for total in twice if total.cells["set_id"] == "a-set"]
    assert totals(*leadership("Good", "", ""), *twice) == totals(*leadership("Good", "", ""), *once)


def test_what_is_known_by_region_adds_up_to_what_is_known_by_unit() -> None:
    south = (a_region("Southland", map_number=2), a_pdu("Denholme", "Southland"))
    inspected = (an_inspection("Denholme"), *ratings_of("denholme-2024", "Good", *[""] * 6))
    directory = a_directory(*south, *inspected, *leadership("Good", ""), a_total("Good", 3))
    assert counts_of(directory, LEADERSHIP, "northland") == Counter({"Good": 1, "not available": 1})
    assert counts_of(directory, LEADERSHIP, "southland") == Counter({"Good": 1})
    for standard in directory.standards:
        in_regions = (counts_of(directory, standard, region) for region in ("northland", "southland"))
        assert sum(in_regions, Counter()) == counts_of(directory, standard, BY_UNIT)


def test_then_and_now_compares_the_newest_rating_of_each_of_two_programmes() -> None:
    def rated(name: str, then: str, now: str) -> list[Row]:
        return [
            an_inspection(name, programme=EARLIER, published="2022-01-10", overall=then),
            an_inspection(name, overall=now, status="under appeal", status_on="2025-01-02", status_reason="Why."),
        ]

    before = an_inspection(
        programme=EARLIER, published="2021-12-01", inspection_id="alderby-first", overall="Outstanding"
    )
    rows = [
        *rated("Alderby", "Good", "Inadequate"),
        *rated("Brayford", "Inadequate", "Good"),
        *rated("Colwick", "Good", "Good"),
    ]
    once = (a_pdu("Denholme"), an_inspection("Denholme"))
    states = ("published", "under appeal")
    assert [[*row.values()] for row in rows_of(a_directory(*rows, before, *once), "then-and-now")] == [
        ["alderby", "alderby-2022", "Good", "alderby-2024", "Inadequate", "lower", *states],
        ["brayford", "brayford-2022", "Inadequate", "brayford-2024", "Good", "higher", *states],
        ["colwick", "colwick-2022", "Good", "colwick-2024", "Good", "same", *states],
    ]


def test_nothing_is_counted_where_nothing_was_inspected() -> None:
    directory = a_directory()
    assert {name: len(rows_of(directory, name)) for name in COUNTS} == {
        "units": 3,
        "standard-totals": 0,
        "then-and-now": 0,
    }
