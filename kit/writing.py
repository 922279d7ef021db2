"""Files that are written whole or not at all, one writer at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["PATIENCE", "Busy", "held", "put", "sync"]

PATIENCE = 30  # seconds that another process may hold a file


class Busy(Exception):
    """Another process holds the file, and went on holding it."""


def put(path: Path, data: bytes) -> None:
    """A file that is there whole or not at all."""
    partial = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        partial.write_bytes(data)
        sync(partial)
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)
    sync(path.parent)


def sync(path: Path) -> None:
    """Wait until the file or folder is on the disk (folders where the system can).

    A folder too: without that a power cut may keep a file and lose its name.
    """
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a file that is read, changed and put back, so that of two who do so nobody's change is lost.

    Raises
    ------
    Busy
        If another process holds it for longer than `PATIENCE`.
    """
    import filelock

    lock = filelock.FileLock(path.with_name(f".{path.name}.lock"), timeout=PATIENCE)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise Busy from None
    try:
        yield
    finally:
        lock.release()
