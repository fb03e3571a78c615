import json
import re
from datetime import date, timedelta

from tests.publish.projects import ROOT

STATEMENT = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
DATES = {
    name: date.fromisoformat(day) for name, day in re.findall(r"^(\w+): (\d{4}-\d\d-\d\d)$", STATEMENT, re.MULTILINE)
}
PLAIN = " ".join(STATEMENT.split())


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def test_the_accessibility_statement_says_the_days_of_its_front_matter() -> None:
    assert f"This statement was prepared on {in_words(DATES['prepared'])}." in PLAIN
    assert f"It was last reviewed on {in_words(DATES['reviewed'])}." in PLAIN
    assert f"This website was last tested on {in_words(DATES['tested'])} against" in PLAIN


def test_the_accessibility_statement_was_reviewed_in_the_year_before_the_data() -> None:
    descriptor = json.loads((ROOT / "datapackage" / "datapackage.json").read_text(encoding="utf-8"))
    assert date.fromisoformat(descriptor["created"][:10]) - DATES["reviewed"] <= timedelta(days=365)


def test_the_accessibility_statement_has_the_parts_that_the_model_demands() -> None:
    assert re.findall(r"^## (.*)$", STATEMENT, re.MULTILINE) == [
        "How accessible this website is",
        "Feedback and contact information",
        "Enforcement procedure",
        "Technical information about this website’s accessibility",
        "Non-accessible content",
        "What we are doing to improve accessibility",
        "Preparation of this accessibility statement",
    ]
    assert "is partially compliant with the" in PLAIN
