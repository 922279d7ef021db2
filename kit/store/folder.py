"""A corpus folder: what lies where, how a file becomes a finished one, and who may write.

    corpus.json              what this is: versions, the finished batches, the tables that answer questions
    batches/NAME/…           one Parquet file a table with the articles' own actor keys, and index.json
    tables-NAME/…            one Parquet file a table, actors joined
    lock, lock.pid           held by the process that writes

Everything is written under a name that begins with a dot, brought to the disk, and renamed: a file or batch that has
its name is whole. That promise is a local file system's; where a network file system does not rename at one stroke, or
honours no locks, let one process write and nobody read meanwhile.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kit.errors import CorpusError
from kit.store.versions import versions
from kit.writing import put, sync

__all__ = [
    "BATCHES",
    "FORMAT",
    "LOCK",
    "content_name",
    "finished",
    "is_corpus",
    "read_manifest",
    "scratch",
    "write_manifest",
    "writing",
]

FORMAT = 1
MANIFEST = "corpus.json"
BATCHES = "batches"
LOCK = "lock"


def is_corpus(folder: str | Path) -> bool:
    """Whether this is a folder that `kit.open` can be asked to read: one with a manifest, whatever that says."""
    # Not by pathlib, which raises where a name is too long to be one.
    return os.path.isfile(os.path.join(folder, MANIFEST))


def read_manifest(folder: Path) -> dict[str, Any]:
    """What `corpus.json` says.

    Raises
    ------
    CorpusError
        If the folder is no corpus, or one of another version of the format, schema or model.
    """
    if not folder.exists():
        raise CorpusError(f"{folder}: no such folder; make a corpus with `kit annotate ARTICLES --out {folder}`")
    if not is_corpus(folder):
        raise CorpusError(f"{folder}: not a corpus; make one with `kit annotate ARTICLES --out CORPUS`")
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        # Asked before all else, for in another format the other names may mean something else.
        form = manifest["format"]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise CorpusError(f"{folder / MANIFEST}: damaged ({error}); annotate again into a new folder") from error
    if form != FORMAT:
        raise CorpusError(f"{folder}: of format {form!r}, but this kit reads {FORMAT}; install the kit that wrote it")
    for name in ("schema", "model"):
        if manifest.get(name) != versions()[name]:
            raise CorpusError(
                f"{folder}: made by {name} {manifest.get(name)}, this kit has {versions()[name]}; "
                "annotate the articles again into a new folder"
            )
    return dict(manifest)


def write_manifest(folder: Path, facts: dict[str, Any]) -> None:
    """Replace `corpus.json` at one stroke.

    Parameters
    ----------
    facts
        What else it says besides the format and the versions of this kit: `complete articles tables` and, of an
        annotated folder, `state join aliases corrections`, as JSON has them.

    Raises
    ------
    OSError
        If the folder cannot be written; the former manifest then still stands.
    """
    put(folder / MANIFEST, json.dumps({"format": FORMAT, **versions(), **facts}, indent=1).encode())


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
        raise CorpusError(
            f"{folder}: process {_holder(folder)} is writing it; wait until it ends, or stop it"
        ) from None
    except OSError as error:
        raise CorpusError(f"{folder}: cannot be written ({error.strerror or error}); name another folder") from error
    try:
        # A lock does not tell who holds it.
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


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """A folder to write files into; it is gone after, unless `finished` gave it a name.

    Parameters
    ----------
    folder
        Where the finished one is to lie; made where it is not there.
    """
    # Beside its later place: a rename is one stroke only within a file system. The random digits are for two threads of
    # one process.
    place = folder / f".writing-{os.getpid()}-{os.urandom(4).hex()}"
    place.mkdir(parents=True)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def finished(place: Path, path: Path) -> None:
    """Bring every file of a scratch folder to the disk and give the folder its name, unless that is there already.

    Parameters
    ----------
    place
        The scratch folder.
    path
        Its name, which goes by its content: what has it already is the same, and stays.

    Raises
    ------
    OSError
        If the disk is full or the folder cannot be written.
    """
    for file in place.iterdir():
        # A rename may reach the disk before what was written does: after a power failure a finished name would stand on
        # empty files.
        sync(file)
    sync(place)
    try:
        os.rename(place, path)
    except OSError:  # a folder goes by what is in it: one of that name holds the same
        if not path.is_dir():
            raise
    sync(path.parent)


def content_name(place: Path) -> str:
    """16 hex digits of what the files of a folder hold, and of their names.

    Parameters
    ----------
    place
        A folder of files only; read a piece at a time, whatever their size.
    """
    digest = hashlib.sha256()
    for file in sorted(place.iterdir()):
        digest.update(file.name.encode())
        with file.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()[:16]
