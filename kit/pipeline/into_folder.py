"""Annotating into a corpus folder: only what is not there yet, and what goes wrong said in one line."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kit.errors import CorpusError
from kit.pipeline.intake import Batch
from kit.progress import Bar
from kit.store.folder import read_manifest, write_manifest

__all__ = ["Fresh", "declare_unfinished", "failures", "is_finished"]


class Fresh:
    """The batches of an input less the articles that the folder holds already, and the marks of all that went by."""

    def __init__(self, batches: Iterable[Batch], known: set[str], bar: Bar, started: Callable[[], object]) -> None:
        self.marks: set[str] = set()
        self._batches = batches
        self._known = known
        self._bar = bar
        self._started = started

    def __iter__(self) -> Iterator[Batch]:
        begun = False
        for batch in self._batches:
            self.marks.update(batch.marks)
            rows = [row for row, mark in enumerate(batch.marks) if mark not in self._known]
            self._bar.step(len(batch) - len(rows))
            if not rows:
                continue
            # Not before: a run that finds nothing new leaves a finished folder as finished as it was.
            if not begun:
                self._started()
                begun = True
            yield batch if len(rows) == len(batch) else batch.part(rows)


def is_finished(folder: Path) -> bool:
    """Whether the run that wrote the folder came to its end."""
    return bool(read_manifest(folder)["complete"])


def declare_unfinished(folder: Path) -> None:
    """Batches are being added: what the folder's tables say is not all that it holds."""
    manifest = read_manifest(folder)
    write_manifest(folder, {"complete": False, "articles": manifest["articles"], "tables": manifest["tables"]})


@contextmanager
def failures(folder: Path) -> Iterator[None]:
    """Errors of the disk as one line that names the folder and the mend; what is finished stays.

    Raises
    ------
    CorpusError
        In the place of an error of the disk, of the database or of memory; its exit code is 1. Others pass as
        they are.
    """
    import duckdb

    try:
        yield
    except (OSError, duckdb.Error, MemoryError) as error:
        reason = str(getattr(error, "strerror", None) or error or "out of memory").partition("\n")[0].rstrip(".")
        full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or "No space left" in str(error)
        mend = "free some space" if full else "check the folder and its disk"
        told = CorpusError(f"{folder}: {reason}; finished batches are kept, {mend} and run again")
        told.exit_code = 1
        raise told from error
