"""The public entrances: annotate articles, or read a corpus from whatever it lies in."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd

from kit import formats
from kit.corpus import Corpus, open_corpus
from kit.corrections import read_corrections
from kit.errors import CorpusError, LoadError
from kit.identities.aliases import read_aliases
from kit.pipeline.cache import cache_folder
from kit.pipeline.intake import Intake
from kit.pipeline.into_folder import Fresh, declare_unfinished, failures, is_finished
from kit.pipeline.options import Options
from kit.pipeline.prepared import prepared
from kit.pipeline.spreading import spread
from kit.pipeline.work import Done, Rows, Task
from kit.progress import Bar
from kit.store import answers
from kit.store.folder import is_corpus, writing
from kit.store.growth import begin, forget

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["annotate", "here_or_above", "read_corpus"]

Articles = pd.DataFrame | Iterable[Mapping[str, Any]]
Given = TypeVar("Given")
JOINING = "join who is one across articles"


def annotate(
    articles: Articles,
    *,
    out: str | Path | None = None,
    workers: int = 1,
    client: Client | None = None,
    cache: bool | str | Path = True,
    progress: bool = True,
    aliases: str | Path | pd.DataFrame | None = None,
    corrections: str | Path | pd.DataFrame | None = None,
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
        CSV or DataFrame of names that are one, or are not: columns `name`, `alias` and, where wanted, `apart`; see
        `kit.identities.aliases`.
    corrections
        CSV or DataFrame of what people found wrong in single articles: columns `article start end what value` and,
        where wanted, `note` and `words`; see `kit.corrections`. The table `corrections` says which were applied, and
        of the others why not.
    progress
        Show how many articles are done, in a notebook or on a terminal.
    any_language
        Annotate articles that are not in English too. Otherwise they are kept, not annotated, and listed in `skipped`.
    prune
        Take articles that are no longer among `articles` out of the folder `out`.

    Raises
    ------
    LoadError
        If there is no article with text, or the file of aliases or of corrections cannot be read.
    SchemaError
        If a line of the aliases or corrections is wrong, or contradicts another.
    CorpusError
        If `out` is not such a corpus, is written by another process, or cannot be written.

    Examples
    --------
    >>> corpus = kit.annotate([{"text": "“We are proud,” said Ann Lee.", "source": "Herald"}])
    >>> corpus.quotes[["actor", "cue", "said"]]
         actor   cue          said
    0  Ann Lee  said  We are proud
    """
    options = Options(
        out=out,
        workers=workers,
        client=client,
        cache=cache,
        progress=progress,
        aliases=aliases,
        corrections=corrections,
        any_language=any_language,
        prune=prune,
    )
    return _annotated(articles, [], options)


def _annotated(
    articles: Articles,
    skips: list[dict[str, Any]],
    options: Options,
    *,
    by_date: bool = False,
    names: str = "annotate",
) -> Corpus:
    """Annotate articles; `skips` holds what was left out so far, `names` is what errors call the articles."""
    if isinstance(articles, str | Path | Mapping) or not isinstance(articles, Iterable):
        raise LoadError(
            f"annotate: found {type(articles).__name__}, not a table of articles; kit.read_corpus('articles/') reads "
            "files, kit.annotate([{'text': '…'}]) a text"
        )
    aliases, corrections = read_aliases(options.aliases), read_corrections(options.corrections)
    workers, client = options.workers, options.client
    # A cluster's size is not known here; two stands for several.
    intake = Intake(articles, any_language=options.any_language, skips=skips, hands=workers if client is None else 2)
    kept = str(cache_folder()) if options.cache is True else str(options.cache) if options.cache else None
    with Bar(intake.total, shown=options.progress) as bar:
        if options.out is None:
            done = spread(intake, Task(cache=kept), workers, client, bar)
            return _told(_in_memory(done, intake, aliases, corrections, bar))
        # The promise that a batch is whole or not there rests on renaming, which object stores do not have.
        if "://" in str(options.out):
            raise CorpusError(f"{options.out}: not a folder; annotate into a local or mounted one, and copy it there")
        folder = Path(options.out)
        with failures(folder), writing(folder):
            fresh = Fresh(intake, begin(folder), bar, started=lambda: declare_unfinished(folder))
            for _ in spread(fresh, Task(str(folder.resolve()), kept), workers, client, bar):
                pass
            # A finished corpus that nothing was added to is no failure.
            if not intake.order and not is_finished(folder):
                reasons = "; ".join(f"{row['path']}: {row['reason']}" for row in skips[:5])
                mend = "give it articles; `kit formats` lists what can be read"
                raise LoadError(f"{names}: no article could be read; {reasons or mend}")
            # After all is written: a run that is killed before leaves an article twice rather than not at all.
            left = forget(folder, fresh.marks, prune=options.prune)
            bar.say(JOINING)
            given = {"aliases": aliases, "corrections": corrections}
            answers.finish(folder, intake.order, intake.skips, **given, by_date=by_date)
    if left:
        warnings.warn(
            f"{folder}: {left} articles in it are no longer in the input and stay; prune=True (--prune) removes them",
            stacklevel=3,
        )
    return _told(open_corpus(folder))


def _told(corpus: Corpus) -> Corpus:
    """The corpus itself, after a word on corrections that it does not have."""
    lines = corpus.sql("select count(*) as n, count(*) filter (where not applied) as left_out from corrections").iloc[0]
    if lines["left_out"]:
        warnings.warn(
            f"corrections: {lines['left_out']} of {lines['n']} no longer fit and were left out; the table corrections "
            "says why",
            stacklevel=4,
        )
    return corpus


def _in_memory(
    done: Iterable[Done], intake: Intake, aliases: pd.DataFrame | None, corrections: pd.DataFrame | None, bar: Bar
) -> Corpus:
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
    bar.say(JOINING)
    return Corpus.over(answers.in_memory(frames, rows, intake.order, intake.skips, left, aliases, corrections))


def read_corpus(
    *sources: str | Path,
    metadata: str | Path | None = None,
    aliases: str | Path | pd.DataFrame | None = None,
    corrections: str | Path | pd.DataFrame | None = None,
    progress: bool = True,
    columns: Mapping[str, str] | None = None,
    out: str | Path | None = None,
    **options: Any,
) -> Corpus:
    """Open a saved corpus; load and annotate anything else.

    Parameters
    ----------
    sources
        One folder of a corpus, or whatever `kit.load` reads. These and the three tables are looked for from the current
        folder, then from the one above it: JupyterLab starts a notebook in the folder that it lies in.
    metadata, columns
        What is known of the articles, and what a table's columns are called, as `kit.load` takes them.
    aliases, corrections, progress
        As `annotate` takes them.
    out
        Folder for the corpus; the articles are then streamed, and never all in memory.
    options
        Those of `annotate`.

    Raises
    ------
    LoadError
        If a source is no path, nothing can be read of it, or a saved corpus stands among others or with metadata.
    CorpusError
        If a saved corpus is unfinished, damaged or of another version, or `out` cannot be written.

    Notes
    -----
    The environment variable KIT_CORPUS names a corpus that was read beforehand, and from what
    (`kit.pipeline.prepared`): asked for just that, with no option but `progress`, it is opened and nothing is read
    again. `kit report` sets it for its notebooks.

    Examples
    --------
    >>> kit.read_corpus("seeds/").articles["source"].tolist()
    ['Newsweek']
    """
    if others := [type(one).__name__ for one in sources if not isinstance(one, str | Path)]:
        raise LoadError(
            f"read_corpus: found {others[0]}, not a path; kit.annotate(kit.load(…)) takes tables of articles"
        )
    if "" in sources:
        raise LoadError("read_corpus: found '', not a path; name a folder, '.' for the current one")
    if (
        out is None
        and columns is None
        and not options
        and (folder := prepared(sources, metadata, aliases, corrections))
    ):
        return open_corpus(folder)
    sources = tuple(here_or_above(source) for source in sources)
    metadata = here_or_above(metadata)
    aliases, corrections = read_aliases(here_or_above(aliases)), read_corrections(here_or_above(corrections))
    saved = [source for source in sources if is_corpus(source)]
    if saved and metadata is not None:
        raise LoadError(
            f"metadata: {saved[0]} is a saved corpus, which has its own; give it where articles are annotated"
        )
    if saved and len(sources) == 1 and out is None:
        corpus = open_corpus(saved[0], aliases=aliases, corrections=corrections)
        return corpus if corrections is None else _told(corpus)
    if saved:
        raise LoadError(f"{saved[0]}: a saved corpus among other sources; open it alone")
    mapping = dict(columns) if columns else None
    settings = Options(out=out, aliases=aliases, corrections=corrections, progress=progress, **options)
    skips: list[dict[str, Any]] = []
    if out is None:
        return _annotated(
            formats.load(*sources, metadata=metadata, columns=mapping, progress=settings.progress), skips, settings
        )
    # Streamed articles come file by file; the tables are put into the order of `load` at the end (`by_date`).
    flow = formats.stream(*sources, metadata=metadata, columns=mapping, skipped=skips)
    return _annotated(flow, skips, settings, by_date=True, names=", ".join(map(str, sources)))


def here_or_above(given: Given) -> Given:
    """A relative path that is not here but in the folder above, as seen from here; else what was given."""
    if not isinstance(given, str | Path) or os.path.isabs(given) or os.path.exists(given):
        return given
    above = os.path.join("..", given)
    # As it was given where it is nowhere, so that the error names what the user wrote.
    return type(given)(above) if os.path.exists(above) else given
