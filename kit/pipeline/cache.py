"""The rows of articles that were annotated before, by the content of their text.

One SQLite file a version of model and rules, in the user's cache folder. SQLite makes writes atomic and lets several
processes share the file. An entry that is damaged counts as absent; a file that is damaged, locked for long or cannot
be written only costs time: the pass then runs without a cache.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import zlib
from pathlib import Path
from types import TracebackType

from kit.store.versions import versions

__all__ = ["Cache", "cache_folder"]

KEPT = 3  # versions whose files are kept: those used last


def cache_folder() -> Path:
    """`$XDG_CACHE_HOME/kit`, or what the platform has in its place."""
    import platformdirs

    given = os.environ.get("XDG_CACHE_HOME")
    return Path(given) / "kit" if given else Path(platformdirs.user_cache_dir("kit", appauthor=False))


class Cache:
    """Encoded rows by text, for the time of a `with` block; what is put is there for all at its end."""

    def __init__(self, folder: str | None) -> None:
        self._folder = folder
        self._connection: sqlite3.Connection | None = None
        self._fresh: list[tuple[bytes, int, bytes]] = []

    def __enter__(self) -> Cache:
        if self._folder is not None:
            self._connection = _opened(Path(self._folder))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is None:
            return
        # A cache that cannot be written (a full disk, another's lock) costs time in the next run, and never this one's
        # rows.
        with contextlib.suppress(sqlite3.Error), self._connection:
            # Once a batch: each transaction would take the file's lock, for which other processes wait.
            self._connection.executemany("insert or replace into rows values (?, ?, ?)", self._fresh)
        self._connection.close()
        self._connection = None

    def get(self, text: str) -> bytes | None:
        """The encoded rows of a text, if it was annotated before."""
        if self._connection is None:
            return None
        try:
            row = self._connection.execute("select check_sum, data from rows where text = ?", (_key(text),)).fetchone()
            # Written without syncing: after a power cut a row may be half there, which its check sum tells.
            if row is None or zlib.crc32(row[1]) != row[0]:
                return None
            return zlib.decompress(row[1])
        except (sqlite3.Error, zlib.error, TypeError):
            return None

    def put(self, text: str, data: bytes) -> bytes:
        """Keep the encoded rows of a text, and give them back."""
        if self._connection is not None:
            packed = zlib.compress(data, 3)
            self._fresh.append((_key(text), zlib.crc32(packed), packed))
        return data


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _opened(folder: Path) -> sqlite3.Connection | None:
    # A file a version: what other rules made is never found, and goes when it is the oldest.
    known = "-".join(str(value) for value in versions().values())
    path = folder / f"rows-{hashlib.sha256(known.encode()).hexdigest()[:16]}.sqlite"
    for last in (False, True):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                _forget_old(folder)
            connection = sqlite3.connect(path, timeout=30)
            # What is lost can be computed again; syncing each write would cost more than it saves.
            connection.execute("pragma synchronous = off")
            connection.execute("create table if not exists rows (text blob primary key, check_sum int, data blob)")
            connection.execute("select count(*) from (select 1 from rows limit 1)").fetchone()
            return connection
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError:  # no SQLite file, or a damaged one: made anew once
            if last:
                return None
            path.unlink(missing_ok=True)
        except OSError:
            return None
    return None


def _forget_old(folder: Path) -> None:
    files = sorted(folder.glob("rows-*.sqlite"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[KEPT - 1 :]:
        path.unlink(missing_ok=True)
