"""Two builds of one project never run at the same time."""

import subprocess
import sys
from pathlib import Path

from ratings_site.publish.swap import alone

OTHER = """
import sys
from pathlib import Path
from ratings_site.publish.swap import alone
with alone(Path(sys.argv[1])):
    print("in")
"""


def test_a_second_build_waits_until_the_first_has_ended(tmp_path: Path) -> None:
    with alone(tmp_path):
        other = subprocess.Popen([sys.executable, "-c", OTHER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        try:
            other.wait(timeout=1)
        except subprocess.TimeoutExpired:
            waited = True
        else:
            waited = False
    assert waited
    assert other.communicate(timeout=20)[0] == "in\n"
