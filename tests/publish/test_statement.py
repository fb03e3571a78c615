"""The accessibility statement: the model that the law prescribes, with the days and faults of its small file."""

from datetime import date

from ratings_site.model.wording import words_of
from ratings_site.pages.page import Furniture, Page, render_pages


def said(**changes: object) -> str:
    """The page of the committed statement, with changes."""
    view = {**words_of("accessibility"), **changes}
    page = Page("accessibility.md", "accessibility.md.jinja", view)
    furniture = Furniture(lambda *_: "", "https://site.example/")
    return render_pages([page], furniture)[page.path]


def test_the_statement_says_the_days_of_its_file() -> None:
    text = said(prepared=date(2031, 2, 1), reviewed=date(2031, 3, 2), tested=date(2031, 4, 3))
    assert "This statement was prepared on 1 February 2031. It was last reviewed on 2 March 2031." in text
    assert "This website was last tested on 3 April 2031 against" in text


def test_the_statement_has_the_parts_that_the_model_demands() -> None:
    assert [line.removeprefix("## ") for line in said().splitlines() if line.startswith("## ")] == [
        "How accessible this website is", "Feedback and contact information", "Enforcement procedure",
        "Technical information about this website’s accessibility", "Non-accessible content",
        "What we are doing to improve accessibility", "Preparation of this accessibility statement",
    ]  # fmt: skip


def test_with_exceptions_the_site_complies_in_part_and_names_them_and_without_it_complies_fully() -> None:
    text = said(exceptions=("A synthetic fault.",))
    assert "is partially compliant with the" in text
    assert "due to the non-compliances listed below" in text
    assert "<li>A synthetic fault.</li>" in text
    clean = said(exceptions=())
    assert "is fully compliant with the" in clean
    assert "Non-compliance with the accessibility regulations" not in clean
