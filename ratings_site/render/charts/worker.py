"""A process that draws: reads one job a line from its standard input, answers each with one line.

It is run as a program, knows nothing of the site, and is the only place where vl-convert is used: vl-convert holds the
interpreter lock while it draws, so that only processes draw side by side. Jobs are JSON: `["compile", Vega-Lite]` is
answered with the Vega specification, `["svg", Vega]` with the picture, `["png", svg, scale]` with the picture in
base64, `["bundle"]` with the script that draws Vega-Lite in a browser; a failure is answered with `{"error": ...}`.
"""

import base64
import json
import sys
from typing import Any

import vl_convert

NOTHING_REMOTE: list[str] = []
"""No specification may fetch anything."""


def answer(job: list[Any]) -> Any:
    """Do one job."""
    match job:
        case ["compile", specification]:
            return vl_convert.vegalite_to_vega(specification)
        case ["svg", specification]:
            return vl_convert.vega_to_svg(
                specification, allowed_base_urls=NOTHING_REMOTE, format_locale="en-GB", time_format_locale="en-GB"
            )
        case ["png", svg, scale]:
            return base64.b64encode(vl_convert.svg_to_png(svg, scale=scale)).decode("ascii")
        case ["bundle", snippet]:
            return vl_convert.javascript_bundle(snippet)
    raise ValueError(job[0])


def main() -> None:
    """Answer jobs until the input ends."""
    answer(["svg", {"marks": []}])  # its script engine takes most of a second to start: not when somebody waits
    for line in sys.stdin:
        try:
            reply = {"result": answer(json.loads(line))}
        except Exception as error:  # noqa: BLE001 - whatever went wrong is told to the process that asked
            reply = {"error": f"{type(error).__name__}: {error}"}
        sys.stdout.write(json.dumps(reply) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
