"""The output folder: one report at a time, written whole or not at all, nothing of anybody else's touched."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from kit import __version__
from kit.errors import ReportError

__all__ = ["MARK", "Publication"]

MARK = '<meta name="generator" content="kit '
NOTE = ".kit-report.json"
LOG = "errors.log"
LOG_HEAD = "What failed while kit made this report.\n"
LOCK = ".kit-report.lock"
NEW = ".kit-new-"
PART = re.compile(r"articles/[0-9a-f]{16}\.html|actors/[a-z0-9-]+\.html|quotes/[\w-]+\.html|tables/[\w-]+\.csv")


class Publication:
    """A folder that reports are written to.

    Everything is written beside its place first, and moved there when all of it stands: a run that is killed, or a
    disk that is full, leaves the pages as they were.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.shown = os.fspath(path)
        self.staged: dict[str, Path] = {}
        self.new: Path | None = None
        self.made = not self.path.exists()
        self.published = False

    def __enter__(self) -> Publication:
        from filelock import FileLock, Timeout

        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self.lock = FileLock(self.path / LOCK)
            # Not waited for: two reports into one folder are a mistake, which the second is told at once.
            self.lock.acquire(timeout=0)
            # Of a run that was killed: under the lock, nobody else's can be there.
            for stale in self.path.glob(f"{NEW}*"):
                shutil.rmtree(stale, ignore_errors=True)
            self.new = Path(tempfile.mkdtemp(prefix=NEW, dir=self.path))
        except Timeout:
            raise ReportError(
                f"{self.shown}: another report is being written here; wait for it, or choose another folder with --out"
            ) from None
        except (OSError, NotImplementedError) as error:
            raise self._cannot(error) from error
        self.note = self._read_note()
        self.parts = list(self.note.get("parts", self.note.get("articles", [])))
        return self

    def __exit__(self, *_: object) -> None:
        if self.new is not None:
            shutil.rmtree(self.new, ignore_errors=True)
        # A report that failed leaves no empty folder.
        if self.made and not self.published:
            (self.path / LOCK).unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                self.path.rmdir()
        self.lock.release()

    def claim(self, names: list[str]) -> None:
        """Make sure that none of these names is taken by somebody else's file.

        Raises
        ------
        ReportError
            Naming the first that is.
        """
        for name in names:
            place = self.path / name
            if (place.is_symlink() or place.exists()) and not self._ours(place):
                error = ReportError(
                    f"{place}: not a page of the kit's, so it is left alone; "
                    "choose another folder with --out, or move it"
                )
                error.exit_code = 2
                raise error

    def write(self, name: str, content: str, *, first: bool = False) -> None:
        """Write a page beside its place; it appears with `publish`, and before all others if it is to be the first."""
        assert self.new is not None
        try:
            place = self.new / name
            place.parent.mkdir(exist_ok=True)
            place.write_text(content, encoding="utf-8", newline="\n")
        except OSError as error:
            raise self._cannot(error) from error
        self.staged = {name: place, **self.staged} if first else {**self.staged, name: place}

    def publish(self, note: dict[str, Any], log: str | None) -> None:
        """Move everything that was written to its place, and take away what the last report left and this one lacks.

        `note` has the `cards` of the index, and as `parts` the names of all that belongs to them: pages of articles
        and actors, tables.
        """
        # Again: the run took its time, and somebody may have put a file there meanwhile.
        self.claim(list(self.staged))
        kept = set(note["parts"])
        self.write(NOTE, json.dumps({"generator": f"kit {__version__}", **note}, ensure_ascii=False, indent=1))
        if log:
            self.write(LOG, LOG_HEAD + log)
        self.published = True
        try:
            for name, place in self.staged.items():
                (self.path / name).parent.mkdir(exist_ok=True)
                os.replace(place, self.path / name)
            for name in self.parts:
                if name not in kept and PART.fullmatch(name) and self._ours(self.path / name):
                    (self.path / name).unlink()
            if not log and self._ours(self.path / LOG):
                (self.path / LOG).unlink()
        except OSError as error:
            raise self._cannot(error) from error

    def pack(self, archive: str | Path) -> None:
        """All pages in one .zip, the same bytes for the same pages."""
        import zipfile

        place = Path(archive)
        # Beside its place: who mails the old archive meanwhile mails a whole one.
        new = place.with_name(f"{NEW}{place.name}")
        names = sorted(name for name in self.staged if name.endswith((".html", ".csv")))
        try:
            with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as file:
                for name in names:
                    # The earliest date that ZIP knows, and fixed rights: the same pages give the same bytes.
                    info = zipfile.ZipInfo(f"{place.stem}/{name}", (1980, 1, 1, 0, 0, 0))
                    info.external_attr = 0o644 << 16
                    file.writestr(info, (self.path / name).read_bytes(), zipfile.ZIP_DEFLATED)
            os.replace(new, place)
        except OSError as error:
            new.unlink(missing_ok=True)
            raise ReportError(
                f"{archive}: cannot be written ({error.strerror}); name another file with --zip"
            ) from error

    def _ours(self, place: Path) -> bool:
        """A page, log or note that the kit wrote, as each says at its beginning; a table that the note lists."""
        # A link may lead anywhere; to write through it would change a file that is not in the folder.
        if place.is_symlink() or not place.is_file():
            return False
        if place.suffix == ".csv":
            return place.relative_to(self.path).as_posix() in self.parts
        with place.open(encoding="utf-8", errors="replace") as file:
            head = file.read(2000)
        return MARK in head or head.startswith(LOG_HEAD) or (place.name == NOTE and '"generator": "kit ' in head)

    def _read_note(self) -> dict[str, Any]:
        try:
            note = json.loads((self.path / NOTE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return note if isinstance(note, dict) and str(note.get("generator", "")).startswith("kit ") else {}

    def _cannot(self, error: BaseException) -> ReportError:
        full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
        found = "the disk is full" if full else f"cannot be written ({getattr(error, 'strerror', None) or error})"
        mend = "make room" if full else "check its permissions"
        return ReportError(f"{self.shown}: {found}; {mend}, or choose another folder with --out")
