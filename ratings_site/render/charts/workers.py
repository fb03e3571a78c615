"""Drawing processes, started when the first job comes and ended with the block that needs them."""

import base64
import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self
from xml.sax.saxutils import escape

PROGRAM = Path(__file__).with_name("worker.py")
NO_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{folder}</dir></fontconfig>
"""
"""No fonts of the machine: charts are drawn with the typeface that vl-convert carries (Liberation Sans, as wide as
Arial), so that a picture is the same wherever it is made. It also spares it from opening a font file for each letter,
which makes text four times faster. Without a folder in it, the machine's fonts would be read all the same."""

MOST_PROCESSES = 4


class DrawingError(RuntimeError):
    """A specification could not be drawn: a mistake in a drawing, never in the data."""


class Workers:
    """As many drawing processes as there are processors (four at most), each doing one job at a time.

    Any number of threads may ask; a thread waits until a process is free. The first job starts them all, so that
    they make ready beside each other.
    """

    def __init__(self) -> None:
        self.size = min(MOST_PROCESSES, os.cpu_count() or 1)
        self._folder = TemporaryDirectory()
        self._processes: list[subprocess.Popen[str]] = []
        self._free: queue.Queue[subprocess.Popen[str]] = queue.Queue()
        self._starting = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._processes:
            process.communicate()
        self._folder.cleanup()

    def compile(self, specification: dict[str, Any]) -> dict[str, Any]:
        """A Vega-Lite specification as the Vega specification it stands for."""
        compiled: dict[str, Any] = self._ask("compile", specification)
        return compiled

    def draw(self, specification: dict[str, Any]) -> str:
        """A Vega specification as SVG."""
        return str(self._ask("svg", specification))

    def photograph(self, svg: str, scale: float) -> bytes:
        """An SVG picture as PNG, `scale` pixels to its unit."""
        return base64.b64decode(self._ask("png", svg, scale))

    def bundle(self, snippet: str) -> str:
        """The script with Vega, Vega-Lite and Vega-Embed in which `snippet` runs."""
        return str(self._ask("bundle", snippet))

    def _ask(self, *job: Any) -> Any:
        with self._starting:
            if not self._processes:
                self._start()
        process = self._free.get()
        try:
            return _exchange(process, job)
        finally:
            self._free.put(process)

    def _start(self) -> None:
        fonts = Path(self._folder.name, "fonts.conf")
        fonts.write_text(NO_FONTS.format(folder=escape(self._folder.name)), encoding="utf-8")
        environment = os.environ | {"FONTCONFIG_FILE": str(fonts), "TZ": "UTC"}
        for _ in range(self.size):
            process = subprocess.Popen(  # noqa: S603 - our own program, by its path
                [sys.executable, str(PROGRAM)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment,
                encoding="utf-8",
            )
            self._processes.append(process)
            self._free.put(process)


def _exchange(process: subprocess.Popen[str], job: tuple[Any, ...]) -> Any:
    if process.stdin is None or process.stdout is None:
        raise DrawingError("the drawing process has no pipes")
    process.stdin.write(json.dumps(job) + "\n")
    process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        raise DrawingError("the drawing process ended without an answer")
    reply = json.loads(line)
    if "error" in reply:
        raise DrawingError(reply["error"])
    return reply["result"]
