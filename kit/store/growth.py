"""A corpus folder that grows: what a run begins with, and what is taken out at its end."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

from kit.errors import CorpusError
from kit.store.batches import remove, scan
from kit.store.folder import BATCHES, LOCK, is_corpus, read_manifest, write_manifest
from kit.store.versions import versions

__all__ = ["begin", "forget"]


def begin(folder: Path) -> set[str]:
    """Make the folder a corpus, or go on with the one that it is; the marks of the articles it holds.

    Raises
    ------
    CorpusError
        If it is something else, was saved rather than annotated, or comes from another schema, model or rules.
    """
    if is_corpus(folder):
        manifest = read_manifest(folder)
        # Saved tables have joined actors and no longer say what each article found, which a join with new ones needs.
        if not (folder / BATCHES).is_dir() and manifest.get("tables"):
            raise CorpusError(f"{folder}: was written by save and cannot be extended; annotate into another folder")
        if manifest["rules"] != versions()["rules"]:
            raise CorpusError(
                f"{folder}: annotated by another version of the rules ({manifest['rules']}, this kit has "
                f"{versions()['rules']}); annotate all articles into a new folder"
            )
    else:
        ours = (LOCK, f"{LOCK}.pid", BATCHES)
        if strange := sorted(path.name for path in folder.iterdir() if path.name not in ours and path.name[0] != "."):
            raise CorpusError(f"{folder}: not a corpus but holds {strange[0]}; name a new or an empty folder")
        # Before the first batch: a run that is killed at once leaves a corpus that the next one goes on with.
        write_manifest(folder, {"complete": False, "articles": 0, "tables": None})
    for place in (folder, folder / BATCHES):
        for partial in place.glob(".*-*"):  # what a killed run left half-written
            shutil.rmtree(partial, ignore_errors=True) if partial.is_dir() else partial.unlink(missing_ok=True)
    (folder / BATCHES).mkdir(exist_ok=True)
    return {mark for batch in scan(folder) for mark in batch.marks}


def forget(folder: Path, current: Collection[str], *, prune: bool) -> int:
    """Take out what the input has replaced, and with `prune` what it no longer has; how many such articles stay.

    `current` are the marks of the input's articles; see `kit.store.batches.write_batch`.
    """
    ids = {mark[:16] for mark in current}
    seen: set[str] = set()
    stay = 0
    for batch in scan(folder):
        gone = set()
        for mark in batch.marks:
            replaced = mark[:16] in ids and mark not in current
            absent = mark[:16] not in ids
            # Seen: a run that was stopped while it took articles out of a batch leaves them in two.
            if replaced or mark in seen or (absent and prune):
                gone.add(mark)
            else:
                seen.add(mark)
                stay += absent
        if gone:
            remove(folder, batch, gone)
    return stay
