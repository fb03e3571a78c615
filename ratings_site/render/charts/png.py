"""PNG made small, and put together from parts: 256 colours, of sixteen million, are all that flat charts need."""

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

SIGNATURE = b"\x89PNG\r\n\x1a\n"
TRUE_COLOUR_WITH_ALPHA, PALETTE = 6, 3
PLAIN, SUB = 0, 1
"""How a line is stored: pixel by pixel, or as differences from pixel to pixel; vl-convert does the one or the other."""

CELLS = 32768
"""How many colours are told apart on the way: five bits of red, of green and of blue."""

COMPRESSION = 4
"""Two thirds of the time of zlib's usual level, for files a twentieth larger."""

Numbers = NDArray[np.uint8]


class UnexpectedPngError(ValueError):
    """A picture that is not stored as vl-convert stores it."""


@dataclass(frozen=True)
class Runs:
    """A picture as runs of pixels of one colour, line after line: the cell of the colour of each, and its length."""

    cells: NDArray[np.uint16]
    lengths: NDArray[np.int32]
    width: int


def read_runs(png: bytes) -> Runs:
    """Take a picture apart; UnexpectedPngError where it is stored in another way.

    A pixel is stored as its difference from the one before it in its line, so that runs end where that is not zero.
    """
    differences, width = _differences(png)
    begins = differences.view(np.uint32) != 0
    begins[:, 0] = True
    places = np.flatnonzero(begins)
    steps = differences.reshape(-1, 4)[places]
    sums = np.cumsum(steps, axis=0, dtype=np.uint8)
    first_of_line = np.flatnonzero(places % width == 0)
    before = sums[first_of_line] - steps[first_of_line]
    colours = sums - np.repeat(before, np.diff(np.append(first_of_line, len(places))), axis=0)
    red, green, blue = (colours[:, channel].astype(np.intp) >> 3 for channel in range(3))
    cells = ((red << 10) | (green << 5) | blue).astype(np.uint16)
    return Runs(cells, np.diff(np.append(places, begins.size)).astype(np.int32), width)


def reduced(png: bytes, exact: tuple[str, ...]) -> bytes:
    """A picture in 256 colours; as it was where it is stored in another way, which is larger and not wrong."""
    try:
        return write_png(read_runs(png), exact)
    except UnexpectedPngError:
        return png


def stacked(parts: Sequence[Runs]) -> Runs:
    """Pictures of one width as one, below each other."""
    return Runs(
        np.concatenate([part.cells for part in parts]), np.concatenate([part.lengths for part in parts]), parts[0].width
    )


def write_png(runs: Runs, exact: tuple[str, ...]) -> bytes:
    """The picture in 256 colours, an eighth as large as before; `exact` are colours that must stay as they are."""
    palette, numbers = _palette(np.bincount(runs.cells, weights=runs.lengths, minlength=CELLS), exact)
    return _write(np.repeat(numbers[runs.cells], runs.lengths).reshape(-1, runs.width), palette)


def _differences(png: bytes) -> tuple[Numbers, int]:
    """The picture's lines as differences from pixel to pixel, four bytes each, and its width."""
    chunks = list(_chunks(png))
    width, height, depth, kind, *_ = struct.unpack(">IIBBBBB", chunks[0][1])
    if (depth, kind) != (8, TRUE_COLOUR_WITH_ALPHA):
        raise UnexpectedPngError(kind)
    data = zlib.decompress(b"".join(content for name, content in chunks if name == b"IDAT"))
    lines = np.frombuffer(data, dtype=np.uint8).reshape(height, width * 4 + 1)
    stored, differences = lines[:, 0], lines[:, 1:].copy()
    if not np.isin(stored, (PLAIN, SUB)).all():
        raise UnexpectedPngError(int(stored.max()))
    plain = differences[stored == PLAIN]
    plain[:, 4:] -= plain[:, :-4].copy()
    differences[stored == PLAIN] = plain
    return differences, width


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(SIGNATURE)
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += length + 12


def _palette(counts: NDArray[Any], exact: tuple[str, ...]) -> tuple[Numbers, Numbers]:
    """The 256 most frequent colours, and for each cell of colour the number of the nearest of them."""
    order = np.argsort(-counts, kind="stable")[: min(256, int((counts > 0).sum()))]
    cells = np.arange(CELLS)
    centres = np.stack([cells >> 10, cells >> 5 & 31, cells & 31], axis=1) * 8 + 4
    for colour in exact:
        red, green, blue = bytes.fromhex(colour.removeprefix("#"))
        centres[(red >> 3) << 10 | (green >> 3) << 5 | blue >> 3] = red, green, blue
    numbers = np.zeros(CELLS, dtype=np.uint8)
    numbers[order] = np.arange(len(order), dtype=np.uint8)
    rare = np.setdiff1d(np.flatnonzero(counts), order)
    distances = ((centres[rare][:, None, :] - centres[order][None, :, :]) ** 2).sum(axis=2)
    numbers[rare] = distances.argmin(axis=1)
    return centres[order].astype(np.uint8), numbers


def _write(numbers: Numbers, palette: Numbers) -> bytes:
    height, width = numbers.shape
    lines = np.zeros((height, width + 1), dtype=np.uint8)
    lines[:, 1:] = numbers
    header = struct.pack(">IIBBBBB", width, height, 8, PALETTE, 0, 0, 0)
    data = zlib.compress(lines.tobytes(), COMPRESSION)
    chunks = (b"IHDR", header), (b"PLTE", palette.tobytes()), (b"IDAT", data), (b"IEND", b"")
    return SIGNATURE + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
