"""What the rows of an article depend on besides its text: the schema, the model, and the rules of this package."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from pathlib import Path

from kit import schema, tagger

__all__ = ["rules_version", "versions"]

RULES = ("text", "tagger", "quotes", "actors", "sentiment", "pipeline/one_article", "models")
WHOLE = 4 << 20  # bytes; of larger files (the weights, which MODEL_VERSION stands for) only name and size count


def versions() -> dict[str, int | str]:
    """Schema, model and rules of this installation."""
    return {"schema": schema.SCHEMA_VERSION, "model": tagger.MODEL_VERSION, "rules": rules_version()}


@functools.cache
def rules_version() -> str:
    """16 hex digits that change with any file that has a say in what an article's rows are."""
    digest = hashlib.sha256()
    for path, name in _files(Path(__file__).parent.parent):
        size = path.stat().st_size
        digest.update(f"{name}\x1f{size}\x1f".encode())
        if size <= WHOLE:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _files(package: Path) -> Iterator[tuple[Path, str]]:
    for name in RULES:
        place = package / name
        found = place.rglob("*") if place.is_dir() else [package / f"{name}.py"]
        for path in sorted(found):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix not in (".pyc", ".md"):
                yield path, path.relative_to(package).as_posix()
