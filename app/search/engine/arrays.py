"""Arrays in one file, mapped into memory: opened in no time, shared by all processes, read only where needed."""

from __future__ import annotations

import json
import mmap
import os
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
MAGIC = b"CBSHELF1"
_ALIGNED = 64


class Damaged(Exception):
    """A file of arrays that is not whole."""


def write(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write arrays into a new file; on the disk when this returns."""
    whole = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    places, length, check = {}, 0, 0
    for name, array in whole.items():
        places[name] = (array.dtype.str, list(array.shape), length)
        length += _padded(array.nbytes)
        check = zlib.crc32(array.data, check)
    head = json.dumps({"places": places, "length": length, "check": check}).encode()
    with path.open("wb") as file:
        file.write(MAGIC + len(head).to_bytes(8, "little") + zlib.crc32(head).to_bytes(8, "little"))
        file.write(head.ljust(_padded(len(head) + 24) - 24))
        for array in whole.values():
            file.write(array.data)
            file.write(b"\0" * (_padded(array.nbytes) - array.nbytes))
        file.flush()
        os.fsync(file.fileno())


def opened(path: Path) -> dict[str, Array]:
    """The arrays of a file, read-only. Raises `Damaged`, or `FileNotFoundError`."""
    with path.open("rb") as file:
        head, begin = _head(path, file.read(24), file.read)
        if path.stat().st_size != begin + head["length"]:
            raise Damaged(path.name)
        held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return {
        name: np.frombuffer(held, dtype=kind, count=int(np.prod(shape)), offset=begin + offset).reshape(shape)
        for name, (kind, shape, offset) in head["places"].items()
    }


def is_whole(path: Path) -> bool:
    """Whether every byte of a file is as it was written. Reads all of it."""
    try:
        arrays = opened(path)
        with path.open("rb") as file:
            head, _ = _head(path, file.read(24), file.read)
    except (Damaged, OSError):
        return False
    check = 0
    for name in head["places"]:
        check = zlib.crc32(arrays[name].data, check)
    return bool(check == head["check"])


def _head(path: Path, start: bytes, read: Any) -> tuple[dict[str, Any], int]:
    size = int.from_bytes(start[8:16], "little")
    if start[:8] != MAGIC or size > 1 << 20:
        raise Damaged(path.name)
    text = read(size)
    if zlib.crc32(text) != int.from_bytes(start[16:24], "little"):
        raise Damaged(path.name)
    return json.loads(text), _padded(size + 24)


def _padded(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
