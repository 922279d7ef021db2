"""What is done to one batch, in whatever process: annotate its texts, and write them or hand them back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kit.errors import KitError
from kit.formats.reading.identity import without_surrogates
from kit.pipeline.cache import Cache
from kit.pipeline.headline import annotate_title
from kit.pipeline.intake import Batch
from kit.pipeline.one_article import annotate_text
from kit.store.batches import write_batch

__all__ = ["Done", "Rows", "Task", "encoded", "work"]

Rows = dict[str, list[dict[str, Any]]]
LONGEST_TITLE = 1_000  # characters: what is longer is a text in the wrong column, and only its beginning is read


@dataclass(frozen=True)
class Task:
    """Where results go: into a corpus folder, or back; and the folder of the cache."""

    folder: str | None = None
    cache: str | None = None


@dataclass(frozen=True)
class Done:
    """A finished batch: its rows where they were not written, and why articles have none."""

    batch: Batch
    rows: Rows = field(default_factory=dict)
    left: Mapping[str, str] = field(default_factory=dict)
    written: bool = False


def work(batch: Batch, task: Task, tick: Callable[[], object] = int) -> Done:
    """Annotate a batch, and write it if the task names a folder; `tick` is called after each article.

    An article on which the pass fails has no rows, and is in `left` with the reason.

    Raises
    ------
    KitError
        Where it is nothing about the article, as of a model that is missing.
    """
    left = dict(batch.left)
    wanted = {
        key: (text, title)
        for key, text, title in zip(*(batch.articles[name] for name in ("article_id", "text", "title")), strict=True)
        if key not in left
    }
    rows: Rows = {}
    with Cache(task.cache) as cache:
        for key, (text, title) in wanted.items():
            tick()
            try:
                found = json.loads(cache.get(text) or cache.put(text, encoded(text)))
                more = json.loads(_title(cache, title, text, found)) if _read(title) else {}
            # A model that is missing fails on every article alike, and must be said.
            except KitError:
                raise
            except Exception as error:  # one article that trips a rule must not stop the rest
                what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
                left[key] = f"not annotated: the pass failed on it ({what}); please report it"
                continue
            for name, items in found.items():
                added = (*items, *more.get(name, ()))
                rows.setdefault(name, []).extend({"article_id": key, **item} for item in added)
    if task.folder is None:
        return Done(batch, rows, left)
    write_batch(Path(task.folder), batch.name, batch.articles, batch.marks, rows, left)
    # The texts are on the disk: to send them back would only cost memory and the wire.
    return Done(Batch(batch.articles[["article_id"]], batch.marks), left=left, written=True)


def encoded(text: str) -> bytes:
    """The rows of a text as JSON: what is computed and what comes from the cache take the same way."""
    return _json(annotate_text(text))


def _title(cache: Cache, title: str, text: str, found: Rows) -> bytes:
    """What a title adds to the rows of its text, as JSON; the same title over another text is another's."""
    title = without_surrogates(title)[:LONGEST_TITLE]
    place = f"{title}\x1f{text}"
    return cache.get(place) or cache.put(place, _json(annotate_title(title, found, text)))


def _read(title: Any) -> bool:
    return isinstance(title, str) and bool(title.strip())


def _json(rows: Mapping[str, Any]) -> bytes:
    return json.dumps(rows, default=_plain, ensure_ascii=False, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else list(value)
