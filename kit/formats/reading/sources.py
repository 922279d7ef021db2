"""Files, folders and globs to one ordered walk over files; nothing is opened here.

Folders are walked in the order of their names. Passed over without a word are the leavings of operating systems
(`LITTER`, hidden files, Office's lock files); the `page_files` folder that a browser saves beside `page.html` is one
row of the skip list.
"""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kit.errors import LoadError
from kit.formats.reading.registry import Skipped, suffix_of

__all__ = ["Entry", "expand", "is_litter", "walk"]

LITTER = {"__macosx", "thumbs.db", "desktop.ini", "icon\r"}
PAGES = (".html", ".htm", ".xhtml")
PARTS = ("_files", ".files", "-files", "_dateien", "_fichiers", "_archivos", "_bestanden")
DEEPEST = 64


@dataclass(frozen=True)
class Entry:
    """A file to read: where it is, the folder given that it lies in, or why it is not read."""

    path: str
    root: str
    problem: Skipped | None = None


def is_litter(name: str) -> bool:
    """True for a path of which a part is no document but a leaving of the system."""
    parts = name.replace("\\", "/").split("/")
    return any(
        (part.startswith((".", "~$")) and part not in (".", "..")) or part.casefold() in LITTER for part in parts
    )


def expand(sources: Iterable[object]) -> list[str]:
    """The files and folders that these names and patterns stand for.

    Raises
    ------
    LoadError
        If one does not exist.
    """
    given = [path for source in sources for path in _expand(source)]
    if not given:
        raise LoadError("load: no files were named; give it files or folders: kit.load('articles/')")
    return given


def walk(given: Iterable[str]) -> Iterator[Entry]:
    """Every file of these files and folders once, in order."""
    seen: set[str] = set()
    for path in given:
        found = _folder(path, path, ()) if os.path.isdir(path) else iter([_entry(path, os.path.dirname(path))])
        for entry in found:
            # A file that is named and lies in a named folder is read once.
            if entry.path not in seen:
                seen.add(entry.path)
                yield entry


def _expand(source: object) -> list[str]:
    if isinstance(source, (list, tuple, set)):
        return [path for one in source for path in _expand(one)]
    if not isinstance(source, (str, os.PathLike)):
        raise LoadError(f"load: {type(source).__name__} is not a path; give it file or folder names")
    path = os.fspath(source)
    if not isinstance(path, str):
        path = os.fsdecode(path)
    if path.startswith("~"):
        path = os.path.expanduser(path)
    # A file that is really there wins over a pattern: names such as "report [1].pdf" hold marks of patterns.
    if "\0" not in path and os.path.lexists(path):
        return [path]
    if any(mark in path for mark in "*?["):
        if found := sorted(glob.glob(path, recursive=True)):
            return [one for one in found if not os.path.isdir(one) or not path.endswith("**")]
        raise LoadError(f"{path}: no file has such a name; check the pattern")
    raise LoadError(f"{path}: no such file or folder; check the name")


def _entry(path: str, root: str) -> Entry:
    try:
        kind = os.stat(path).st_mode
    except OSError as error:
        return Entry(
            path, root, Skipped(f"cannot be opened ({error.strerror or error}); check its permissions and links")
        )
    # To open a pipe or a device would wait for ever.
    if not stat.S_ISREG(kind):
        return Entry(path, root, Skipped("no regular file; left out"))
    return Entry(path, root)


def _folder(path: str, root: str, above: tuple[tuple[int, int], ...]) -> Iterator[Entry]:
    try:
        status = os.stat(path)
        names = sorted(os.listdir(path))
    except OSError as error:
        yield Entry(
            path, root, Skipped(f"cannot be opened ({error.strerror or error}); check its permissions and links")
        )
        return
    # By device and inode, not by name: a link back up has another name each time round.
    here = (status.st_dev, status.st_ino)
    if here in above:
        yield Entry(path, root, Skipped("a link that leads back to a folder above it; not followed"))
        return
    if len(above) >= DEEPEST:
        yield Entry(path, root, Skipped(f"more than {DEEPEST} folders deep; not followed"))
        return
    pages = {Path(name).stem for name in names if suffix_of(name) in PAGES}
    for name in names:
        inner = os.path.join(path, name)
        if is_litter(name):
            continue
        if not os.path.isdir(inner):
            yield _entry(inner, root)
        elif any(name.endswith(ending) and name.removesuffix(ending) in pages for ending in PARTS):
            yield Entry(inner, root, Skipped("pictures and scripts of the saved page beside it; not read"))
        else:
            yield from _folder(inner, root, (*above, here))
