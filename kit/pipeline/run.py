"""The public entrances: annotate articles, or read a corpus from whatever it lies in."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd

from kit import formats
from kit.corpus import Corpus, is_corpus, joining, open_corpus
from kit.corpus.writing import begin, forget, writing
from kit.errors import CorpusError, LoadError
from kit.pipeline.bar import Bar
from kit.pipeline.cache import cache_folder
from kit.pipeline.intake import Intake
from kit.pipeline.into_folder import Fresh, declare_unfinished, failures, is_finished
from kit.pipeline.prepared import prepared
from kit.pipeline.spreading import spread
from kit.pipeline.work import Done, Rows, Task

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["annotate", "read_corpus"]

DEFAULTS: dict[str, Any] = {
    "workers": 1,
    "client": None,
    "cache": True,
    "any_language": False,
    "prune": False,
    "by_date": True,
}
Articles = pd.DataFrame | Iterable[Mapping[str, Any]]
Given = TypeVar("Given")


def annotate(
    articles: Articles,
    *,
    out: str | Path | None = None,
    workers: int = 1,
    client: Client | None = None,
    cache: bool | str | Path = True,
    progress: bool = True,
    aliases: str | Path | pd.DataFrame | None = None,
    any_language: bool = False,
    prune: bool = False,
) -> Corpus:
    """Annotate articles: who is named, who speaks, about whom, and how favourably.

    Parameters
    ----------
    articles
        A DataFrame with a column `text` (absent columns become NA, further ones stay), or any iterable of articles as
        dicts, which is read batch by batch.
    out
        Folder for the corpus as Parquet; the corpus is then read from there when asked for. Articles that it holds
        already are not annotated again, also after a run that was killed; articles that are no longer among
        `articles` stay, unless `prune`.
    workers
        Local processes.
    client
        A `dask.distributed.Client`, in place of local processes.
    cache
        Where annotations are kept by the content of the text: a folder, True for the user's cache folder, or False.
    aliases
        CSV or DataFrame of names that are one: columns `name` and `alias`.
    any_language
        Annotate articles that are not in English too. Otherwise they are kept, not annotated, and listed in `skipped`.

    Raises
    ------
    LoadError
        If there is no article with text.
    CorpusError
        If `out` is not such a corpus, is written by another process, or cannot be written.
    """
    skips: list[dict[str, Any]] = []
    return _annotated(
        articles,
        skips,
        out=out,
        workers=workers,
        client=client,
        cache=cache,
        progress=progress,
        aliases=aliases,
        any_language=any_language,
        prune=prune,
    )


def _annotated(
    articles: Articles,
    skips: list[dict[str, Any]],
    *,
    out: str | Path | None,
    workers: int,
    client: Client | None,
    cache: bool | str | Path,
    progress: bool,
    aliases: str | Path | pd.DataFrame | None,
    any_language: bool,
    prune: bool,
    by_date: bool = False,
    names: str = "annotate",
) -> Corpus:
    one_name = read_aliases(aliases)
    hands = workers if client is None else 2
    intake = Intake(articles, any_language=any_language, skips=skips, hands=hands)
    kept = str(cache_folder()) if cache is True else str(cache) if cache else None
    with Bar(intake.total, shown=progress) as bar:
        if out is None:
            return _in_memory(spread(intake, Task(cache=kept), workers, client, bar), intake, one_name)
        if "://" in str(out):
            raise CorpusError(f"{out}: not a folder; annotate into a local or mounted one, and copy it there")
        folder = Path(out)
        with failures(folder), writing(folder):
            fresh = Fresh(intake, begin(folder), bar, started=lambda: declare_unfinished(folder))
            for _ in spread(fresh, Task(str(folder.resolve()), kept), workers, client, bar):
                pass
            if not intake.order and not is_finished(folder):
                reasons = "; ".join(f"{row['path']}: {row['reason']}" for row in skips[:5])
                mend = "give it articles; `kit formats` lists what can be read"
                raise LoadError(f"{names}: no article could be read; {reasons or mend}")
            left = forget(folder, fresh.marks, prune=prune)
            joining.finish(folder, intake.order, intake.skips, aliases=one_name, by_date=by_date)
    if left:
        warnings.warn(
            f"{folder}: {left} articles in it are no longer in the input and stay; prune=True (--prune) removes them",
            stacklevel=3,
        )
    return open_corpus(folder)


def _in_memory(done: Iterable[Done], intake: Intake, aliases: pd.DataFrame | None) -> Corpus:
    frames: list[pd.DataFrame] = []
    rows: Rows = {}
    left: dict[str, str] = {}
    for one in done:
        frames.append(one.batch.articles)
        left |= one.left
        for name, found in one.rows.items():
            rows.setdefault(name, []).extend(found)
    if not frames:
        raise LoadError("annotate: no article with text; give it a table with a column 'text', or `kit.load(…)`")
    return joining.in_memory(frames, rows, intake.order, intake.skips, left, aliases)


def read_aliases(aliases: str | Path | pd.DataFrame | None) -> pd.DataFrame | None:
    """The user's table of names that are one, as `name` and `alias`.

    Raises
    ------
    LoadError
        If the file cannot be read or has no such columns.
    """
    if aliases is None:
        return None
    where = "aliases" if isinstance(aliases, pd.DataFrame) else str(aliases)
    if not isinstance(aliases, pd.DataFrame):
        try:
            aliases = pd.read_csv(aliases, dtype="string", encoding="utf-8-sig")
        except (OSError, ValueError) as error:
            reason = str(error).partition("\n")[0]
            raise LoadError(f"{where}: cannot be read as CSV ({reason}); give it columns name and alias") from error
    if absent := {"name", "alias"} - set(aliases.columns):
        found = ", ".join(map(str, aliases.columns))
        raise LoadError(f"{where}: no column {sorted(absent)[0]!r}; it has {found}; name them name and alias")
    return aliases[["name", "alias"]].astype("string").dropna().reset_index(drop=True)


def read_corpus(
    *sources: str | Path,
    metadata: str | Path | None = None,
    aliases: str | Path | pd.DataFrame | None = None,
    progress: bool = True,
    columns: Mapping[str, str] | None = None,
    out: str | Path | None = None,
    **options: Any,
) -> Corpus:
    """Open a saved corpus; load and annotate anything else.

    Parameters
    ----------
    sources
        One folder of a corpus, or whatever `kit.load` reads. These and the two tables are looked for from the current
        folder, then from the one above it: JupyterLab starts a notebook in the folder that it lies in.
    out
        Folder for the corpus; the articles are then streamed, and never all in memory.
    options
        Those of `annotate`.

    Notes
    -----
    The environment variable KIT_CORPUS names a corpus that was read beforehand, and from what
    (`kit.pipeline.prepared`): asked for just that, with no option but `progress`, it is opened and nothing is read
    again. `kit report` sets it for its notebooks.
    """
    if out is None and columns is None and not options and (folder := prepared(sources, metadata, aliases)):
        return open_corpus(folder)
    sources = tuple(_here_or_above(source) for source in sources)
    metadata = _here_or_above(metadata)
    aliases = _here_or_above(aliases)
    saved = [source for source in sources if is_corpus(source)]
    if saved and len(sources) == 1 and out is None:
        return open_corpus(saved[0], aliases=read_aliases(aliases))
    if saved:
        raise LoadError(f"{saved[0]}: a saved corpus among other sources; open it alone")
    mapping = dict(columns) if columns else None
    if out is None:
        articles = formats.load(*sources, metadata=metadata, columns=mapping)
        return annotate(articles, aliases=aliases, progress=progress, **options)
    skips: list[dict[str, Any]] = []
    flow = formats.stream(*sources, metadata=metadata, columns=mapping, skipped=skips)
    settings = DEFAULTS | options | {"out": out, "aliases": aliases, "progress": progress}
    return _annotated(flow, skips, names=", ".join(map(str, sources)), **settings)


def _here_or_above(given: Given) -> Given:
    """A relative path that is not here but in the folder above, as seen from here; else what was given."""
    if not isinstance(given, str | Path) or os.path.isabs(given) or os.path.exists(given):
        return given
    above = os.path.join("..", given)
    return type(given)(above) if os.path.exists(above) else given
