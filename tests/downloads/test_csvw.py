"""The CSVW metadata is read by a validator somebody else wrote, in an environment of its own."""

import subprocess
from pathlib import Path

import pytest

from ratings_site.downloads import release_files
from tests.synthetic import synthetic_tables

PYTHON = Path(__file__).parents[2] / ".venv-csvw" / "bin" / "python"
VALIDATE = """
import sys, warnings
from csvw import CSVW
described = CSVW(sys.argv[1], validate=True)
sys.exit(0 if described.is_valid else str(described.is_valid))
"""


@pytest.fixture
def folder(tmp_path):
    for path, content in release_files(synthetic_tables()).items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    return tmp_path


def validate(folder: Path) -> subprocess.CompletedProcess[str]:
    assert PYTHON.exists(), "make the environment of the CSVW validator with: make .venv-csvw"
    return subprocess.run(
        [str(PYTHON), "-c", VALIDATE, str(folder / "csv-metadata.json")], capture_output=True, text=True, check=False
    )


def test_the_csvs_are_as_the_csvw_metadata_describes_them(folder):
    result = validate(folder)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("file", "was", "becomes"),
    [
        ("all-ratings.csv", "2022-05-01", "2022-13-01"),
        ("all-ratings.csv", "Inadequate", "Inadequat"),
        ("pdus.csv", "north", "nowhere"),
        ("programmes.csv", ",yes,", ",maybe,"),
    ],
)
def test_a_file_that_is_not_as_described_is_refused(folder, file, was, becomes):
    text = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(text.replace(was, becomes, 1), encoding="utf-8")
    assert validate(folder).returncode != 0
