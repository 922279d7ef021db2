"""One process at a time writes a corpus folder: the lock, the state it begins from, and what goes at the end."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from kit.corpus.batches import remove, scan
from kit.corpus.folder import BATCHES, LOCK, is_corpus, read_manifest, write_manifest
from kit.corpus.versions import versions
from kit.errors import CorpusError

__all__ = ["begin", "forget", "writing"]


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the folder's lock.

    Raises
    ------
    CorpusError
        If another process holds it, or the folder cannot be written.
    """
    import filelock

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(folder / LOCK, timeout=0)
        lock.acquire()
    except filelock.Timeout:
        raise CorpusError(f"{folder}: process {_holder(folder)} is writing it; wait for its end, or stop it") from None
    except OSError as error:
        raise CorpusError(f"{folder}: cannot be written ({error.strerror or error}); name another folder") from error
    try:
        (folder / f"{LOCK}.pid").write_text(str(os.getpid()))
        yield
    finally:
        (folder / f"{LOCK}.pid").unlink(missing_ok=True)
        lock.release()


def _holder(folder: Path) -> str:
    try:
        return (folder / f"{LOCK}.pid").read_text() or "?"
    except OSError:
        return "?"


def begin(folder: Path) -> set[str]:
    """Make the folder a corpus, or go on with the one that it is; the marks of the articles it holds.

    Raises
    ------
    CorpusError
        If it is something else, was saved rather than annotated, or comes from another schema, model or rules.
    """
    if is_corpus(folder):
        manifest = read_manifest(folder)
        if not (folder / BATCHES).is_dir() and manifest.get("tables"):
            raise CorpusError(f"{folder}: was written by save and cannot grow; annotate into another folder")
        if manifest["rules"] != versions()["rules"]:
            raise CorpusError(
                f"{folder}: annotated by another version of the rules ({manifest['rules']}, this kit has "
                f"{versions()['rules']}); annotate all articles into a new folder"
            )
    else:
        ours = (LOCK, f"{LOCK}.pid", BATCHES)
        if strange := sorted(path.name for path in folder.iterdir() if path.name not in ours and path.name[0] != "."):
            raise CorpusError(f"{folder}: not a corpus but holds {strange[0]}; name a new or an empty folder")
        write_manifest(folder, {"complete": False, "articles": 0, "tables": None})
    for place in (folder, folder / BATCHES):
        for partial in place.glob(".*-*"):  # what a killed run left half-written
            shutil.rmtree(partial, ignore_errors=True) if partial.is_dir() else partial.unlink(missing_ok=True)
    (folder / BATCHES).mkdir(exist_ok=True)
    return {mark for batch in scan(folder) for mark in batch.marks}


def forget(folder: Path, current: Collection[str], *, prune: bool) -> int:
    """Take out what the input has replaced, and with `prune` what it no longer has; how many such articles stay.

    `current` are the marks of the input's articles.
    """
    ids = {mark[:16] for mark in current}
    seen: set[str] = set()
    stay = 0
    for batch in scan(folder):
        gone = set()
        for mark in batch.marks:
            replaced = mark[:16] in ids and mark not in current
            absent = mark[:16] not in ids
            if replaced or mark in seen or (absent and prune):
                gone.add(mark)
            else:
                seen.add(mark)
                stay += absent
        if gone:
            remove(folder, batch, gone)
    return stay
