"""What tables depend on besides the articles: the schema, the model, and the rules of this package.

The rules of an article say what its own rows are: to change them voids the cache, and a folder annotated by others does
not grow. The rules of the join say who is one across articles: to change them makes the links of a folder anew, and
nothing else.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from pathlib import Path

from kit import schema, tagger

__all__ = ["ARTICLE", "JOIN", "join_version", "rules_version", "versions"]

PACKAGE = Path(__file__).parent.parent
ARTICLE = (
    "lexicon",
    "text",
    "tagger",
    "quotes",
    "actors",
    "sentiment",
    "pipeline/one_article",
    "pipeline/headline",
    "pipeline/title_names",
    "models",
)
# The rule and the words it goes by; and which own actors are alike to it, whose rows its answer is put into.
JOIN = (
    "lexicon",
    "actors/bodies",
    "actors/likeness",
    "actors/places",
    "actors/titles",
    "corrections",
    "formats/reading/bylines",
    "formats/reading/outlet_names",
    "formats/reading/outlets",
    "identities/across",
    "identities/bearers",
    "identities/evidence",
    "identities/ids",
    "identities/persons",
    "identities/standing",
    "store/corrected",
    "store/keys",
)
WHOLE = 4 << 20  # bytes; of larger files (the weights, which MODEL_VERSION stands for) only name and size count


def versions() -> dict[str, int | str]:
    """Schema, model and rules of an article in this installation: what an article's rows depend on.

    Returns
    -------
    dict
        `schema` (a number), `model` (twelve hex digits), `rules` (sixteen).
    """
    return {"schema": schema.SCHEMA_VERSION, "model": tagger.MODEL_VERSION, "rules": rules_version()}


@functools.cache
def rules_version(package: Path = PACKAGE) -> str:
    """16 hex digits that change with any file that has a say in what an article's rows are."""
    return _digest(package, ARTICLE)


@functools.cache
def join_version(package: Path = PACKAGE) -> str:
    """16 hex digits that change with any file that has a say in who is one across articles.

    Parameters
    ----------
    package
        The folder of the package; another one for tests. Counted once a process.
    """
    return _digest(package, JOIN)


def _digest(package: Path, names: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for path, name in _files(package, names):
        size = path.stat().st_size
        # The name counts as well: two files that change places are other rules.
        digest.update(f"{name}\x1f{size}\x1f".encode())
        if size <= WHOLE:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _files(package: Path, names: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    for name in names:
        place = package / name
        found = place.rglob("*") if place.is_dir() else [place if place.suffix else package / f"{name}.py"]
        for path in sorted(found):
            # Bytecode differs between Pythons, and the model card says nothing that a rule goes by.
            if path.is_file() and "__pycache__" not in path.parts and path.suffix not in (".pyc", ".md"):
                yield path, path.relative_to(package).as_posix()
