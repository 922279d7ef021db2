"""Archives, walked as folders: .zip, .tar and what gzip, bzip2, xz and zstd wrap; see `limits` for how far.

Members whose names lead out of the archive are refused, and so are encrypted ones; nothing is written to disk.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO, cast

from kit.errors import LoadError
from kit.formats.files.documents import first_member
from kit.formats.reading.limits import ALWAYS, RATIO
from kit.formats.reading.metadata import NAME
from kit.formats.reading.registry import Format, Found, Member, Skipped, chained, suffix_of, whole
from kit.formats.reading.sources import is_litter

__all__ = ["COMPRESSED", "TAR", "ZIP", "safe_name"]

WRAPPINGS = (
    (b"\x1f\x8b", ".gz"),
    (b"BZh", ".bz2"),
    (b"\xfd7zXZ\0", ".xz"),
    (b"\x28\xb5\x2f\xfd", ".zst"),
)
FOREIGN = {b"Rar!": "RAR", b"7z\xbc\xaf": "7-Zip", b"MSCF": "Windows cabinet"}


def safe_name(name: str) -> bool:
    """False where a name leads out of its archive."""
    parts = name.replace("\\", "/").split("/")
    return not (name.startswith(("/", "\\")) or ".." in parts or (len(name) > 1 and name[1] == ":"))


def looks_like_zip(head: bytes, name: str) -> bool:
    """Whether a file is a zip by its first bytes, the empty one included."""
    if head.startswith(b"PK\x05\x06"):
        return True
    return bool(first_member(head)) or head.startswith(b"PK\x03\x04")


def read_zip(stream: BinaryIO, name: str) -> Iterator[Found]:
    """The members in the order of their names, `metadata.csv` first."""
    # A zip's list of members stands at its end.
    file = stream if stream.seekable() else io.BytesIO(whole(stream))
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise LoadError(f"damaged or cut short ({error}); make it again") from error
    with archive:
        infos = [info for info in archive.infolist() if not info.is_dir() and not is_litter(info.filename)]
        size = sum(info.compress_size for info in archive.infolist())
        # By what the archive says of itself, before anything is unpacked; what it says falsely `counted` stops later.
        if sum(info.file_size for info in infos) > max(ALWAYS, RATIO * size):
            raise LoadError(f"expands to more than {RATIO} times its size, as archive bombs do; refused")
        # By name, for programs write members in whatever order; and the metadata before the articles that it is about.
        for info in sorted(infos, key=lambda info: (os.path.basename(info.filename) != NAME, info.filename)):
            if not safe_name(info.filename):
                yield Skipped("a name that leads out of the archive; refused", member=info.filename)
            elif info.flag_bits & 1:
                yield Skipped("encrypted; unpack it with its password first", member=info.filename)
            else:
                yield Member(info.filename, partial(_open_member, archive, info))


def _open_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> BinaryIO:
    try:
        return cast(BinaryIO, archive.open(info))
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as error:
        raise LoadError(f"damaged or cut short ({error}); make the archive again") from error


def looks_like_tar(head: bytes, name: str) -> bool:
    return head[257:262] == b"ustar" or (suffix_of(name) == ".tar" and len(head) >= 512)


def read_tar(stream: BinaryIO, name: str) -> Iterator[Found]:
    """The members as they come, but `metadata.csv` first: looked for in files, and in what expands to 64 MB at most."""
    if not stream.seekable():
        head = stream.read(ALWAYS + 1)
        stream = cast(BinaryIO, io.BytesIO(head) if len(head) <= ALWAYS else chained(head, stream))
    if stream.seekable():
        yield from (found for found in _members(stream) if _is_metadata(found))
        stream.seek(0)
        yield from (found for found in _members(stream) if not _is_metadata(found))
    else:
        yield from _members(stream)


def _is_metadata(found: Found) -> bool:
    return isinstance(found, Member) and os.path.basename(found.name) == NAME


def _members(stream: BinaryIO) -> Iterator[Found]:
    try:
        # As a stream, never back: a tar of a year under gzip is unpacked once and held nowhere.
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for info in archive:
                if is_litter(info.name) or info.isdir():
                    continue
                if not safe_name(info.name):
                    yield Skipped("a name that leads out of the archive; refused", member=info.name)
                # A link in an archive may lead anywhere on the disk.
                elif not info.isfile():
                    yield Skipped("a link or a device; not followed", member=info.name)
                else:
                    yield Member(info.name, partial(_extract, archive, info))
    except (tarfile.TarError, EOFError, OSError, lzma.LZMAError) as error:
        raise LoadError(f"damaged or cut short ({error}); make it again") from error


def _extract(archive: tarfile.TarFile, info: tarfile.TarInfo) -> BinaryIO:
    found = archive.extractfile(info)
    if found is None:
        raise LoadError("damaged or cut short; make the archive again")
    return cast(BinaryIO, found)


def looks_like_compressed(head: bytes, name: str) -> bool:
    return any(head.startswith(magic) for magic, _ in WRAPPINGS) or any(head.startswith(magic) for magic in FOREIGN)


def read_compressed(stream: BinaryIO, name: str) -> Iterator[Found]:
    """What is wrapped, under the name without the suffix."""
    file: Any = stream if hasattr(stream, "peek") else io.BufferedReader(cast(io.RawIOBase, stream))
    head = file.peek(8)[:8]
    for magic, kind in FOREIGN.items():
        if head.startswith(magic):
            raise LoadError(f"a {kind} archive, which cannot be read; unpack it, or pack it as .zip")
    # By its first bytes: a name may lack the suffix, or lie.
    suffix = next(suffix for magic, suffix in WRAPPINGS if head.startswith(magic))
    inner = name.removesuffix(suffix) if name.lower().endswith(suffix) else name
    inner = inner[: -len(".tgz")] + ".tar" if inner.lower().endswith(".tgz") else inner
    yield Member(os.path.basename(inner) or "inner", partial(_unwrapped, file, suffix), within=False)


def _unwrapped(file: Any, suffix: str) -> BinaryIO:
    if suffix == ".zst":
        try:
            import zstandard
        except ImportError:
            raise LoadError("zstd needs a library: pip install article-kit[formats]") from None
        # The window is memory that the file asks for: 128 MB at most, which is what zstd itself grants by default.
        reader = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(file, read_across_frames=True)
        return cast(BinaryIO, reader)
    openers: dict[str, Any] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
    return cast(BinaryIO, openers[suffix](file, "rb"))


ZIP = Format(
    "zip", (".zip",), "archive, walked as a folder", "export.zip: path export.zip/inner.html", looks_like_zip, read_zip,
    streams=True,
)  # fmt: skip
TAR = Format(
    "tar", (".tar",), "archive, walked as a folder",
    "year.tar.gz: path year.tar.gz/inner.html", looks_like_tar, read_tar,
    streams=True,
)  # fmt: skip
COMPRESSED = Format(
    "compressed", (".gz", ".tgz", ".bz2", ".xz", ".zst"), "one file under gzip, bzip2, xz or zstd",
    "articles.jsonl.gz: read as articles.jsonl", looks_like_compressed, read_compressed, streams=True,
)  # fmt: skip
