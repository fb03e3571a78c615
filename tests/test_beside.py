import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
AT_WORK = """
import os, time
from ratings_site.charts.draw import other_processes
if __name__ == "__main__":
    with other_processes() as processes:
        processes.submit(os.getpid).result()
        print("at work", flush=True)
        time.sleep(100)
"""


def test_a_process_ends_with_the_one_that_it_works_for_also_where_that_is_killed(tmp_path: Path) -> None:
    file = tmp_path / "at_work.py"
    file.write_text(AT_WORK, encoding="utf-8")
    environment = {"PYTHONPATH": str(ROOT)}
    program = subprocess.Popen([sys.executable, file], stdout=subprocess.PIPE, env=environment)
    assert program.stdout is not None
    assert program.stdout.readline() == b"at work\n"
    program.kill()
    said, _ = program.communicate(timeout=30)  # until nobody is left who could say something
    assert said == b""
