"""PNG made small: 256 colours in place of sixteen million, which flat charts do not need."""

import struct
import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

SIGNATURE = b"\x89PNG\r\n\x1a\n"
TRUE_COLOUR_WITH_ALPHA, PALETTE = 6, 3
SUB = 1
"""The filter with which a line is stored as differences from pixel to pixel; the one that vl-convert uses."""

CELLS = 32768
"""How many colours are told apart on the way: five bits of red, of green and of blue."""

Pixels = NDArray[np.uint8]


def shrink(png: bytes, exact: tuple[str, ...]) -> bytes:
    """The same picture in 256 colours, about an eighth as large; `exact` are colours that must stay as they are.

    A picture that is not stored as vl-convert does it is given back unchanged.
    """
    runs = _runs(png)
    if runs is None:
        return png
    cells, lengths, width = runs
    palette, numbers = _palette(np.bincount(cells, weights=lengths, minlength=CELLS), exact)
    return _write(np.repeat(numbers[cells], lengths).reshape(-1, width), palette)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(SIGNATURE)
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += length + 12


def _runs(png: bytes) -> tuple[NDArray[np.intp], NDArray[np.intp], int] | None:
    """The colours of the runs of equal pixels, their lengths, and the width of the picture.

    A pixel is stored as its difference from the one before it in its line, so that runs end where it is not zero.
    """
    chunks = list(_chunks(png))
    width, height, depth, kind, *_ = struct.unpack(">IIBBBBB", chunks[0][1])
    if (depth, kind) != (8, TRUE_COLOUR_WITH_ALPHA):
        return None
    data = zlib.decompress(b"".join(content for name, content in chunks if name == b"IDAT"))
    lines = np.frombuffer(data, dtype=np.uint8).reshape(height, width * 4 + 1)
    if (lines[:, 0] != SUB).any():
        return None
    differences = np.ascontiguousarray(lines[:, 1:])
    begins = differences.view(np.uint32) != 0
    begins[:, 0] = True
    places = np.flatnonzero(begins)
    steps = differences.reshape(-1, 4)[places]
    sums = np.cumsum(steps, axis=0, dtype=np.uint8)
    first_of_line = np.flatnonzero(places % width == 0)
    before = sums[first_of_line] - steps[first_of_line]
    colours = sums - np.repeat(before, np.diff(np.append(first_of_line, len(places))), axis=0)
    red, green, blue = (colours[:, channel].astype(np.intp) >> 3 for channel in range(3))
    return (red << 10) | (green << 5) | blue, np.diff(np.append(places, width * height)), width


def _palette(counts: NDArray[Any], exact: tuple[str, ...]) -> tuple[Pixels, Pixels]:
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


def _write(numbers: Pixels, palette: Pixels) -> bytes:
    height, width = numbers.shape
    lines = np.zeros((height, width + 1), dtype=np.uint8)
    lines[:, 1:] = numbers
    header = struct.pack(">IIBBBBB", width, height, 8, PALETTE, 0, 0, 0)
    chunks = (
        (b"IHDR", header),
        (b"PLTE", palette.tobytes()),
        (b"IDAT", zlib.compress(lines.tobytes(), 6)),
        (b"IEND", b""),
    )
    return SIGNATURE + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
