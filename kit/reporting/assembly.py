"""`kit.report`: articles in, pages out; a page appears only if its notebook ran to the end."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit import __version__
from kit.errors import ReportError
from kit.measures.records import METHODS
from kit.reporting import articles as article_pages
from kit.reporting import index, parameters
from kit.reporting.kernels import Run, Runs
from kit.reporting.notebooks import find_notebooks
from kit.reporting.progress import Progress
from kit.reporting.provenance import Input, describe, methods_of, provenance
from kit.reporting.publication import Publication
from kit.reporting.scrub import Scrub, as_given

if TYPE_CHECKING:
    from kit.corpus import Corpus

__all__ = ["report"]


def report(
    source: str | Path | Corpus = "seeds/",
    *,
    out: str | Path = "reports/",
    metadata: str | Path | None = None,
    aliases: str | Path | None = None,
    notebooks: str | Path | None = None,
    articles: int = 200,
    archive: str | Path | None = None,
    quiet: bool = False,
    **given: Any,
) -> list[Path]:
    """Write the pages of a report and list them, `index.html` first.

    Parameters
    ----------
    source
        Files, a folder or a saved corpus, as `kit.read_corpus` takes them; or a Corpus that is there already.
    out
        A folder. Pages of an earlier report are replaced; what the kit did not write there is never touched.
    notebooks
        A folder with notebooks (default: the kit's own four). Each becomes a page.
    articles
        How many articles get a page of their own.
    archive
        A .zip to pack all pages into, too: it can be mailed, and opens where it is unpacked.
    given
        Parameters of the notebooks, such as `by="source"` or `top=10`, as their parameters cells state them.

    Raises
    ------
    ReportError
        If a notebook failed, after the other pages were written; or before anything is written, if a parameter is
        unknown or of a wrong type, or the folder cannot be written or holds somebody else's pages.
    LoadError, CorpusError
        If the articles cannot be read.
    """
    found = find_notebooks(notebooks)
    shown = os.fspath(source) if isinstance(source, (str, Path)) else "corpus"
    wanted = {"source": shown, "metadata": _text(metadata), "aliases": _text(aliases)}
    values = parameters.check(found, {n: v for n, v in (wanted | given).items() if v is not None})
    with Publication(out) as folder, Progress(quiet=quiet) as progress:
        folder.claim(["index.html", *(f"{notebook.name}.html" for notebook in found)])
        with Runs(found, tell=progress.cell) as runs:
            corpus, place = _read(source, wanted, runs.folder / "corpus", progress=not quiet)
            parameters.check_column(values.get("by"), corpus)
            first = f"from kit.reporting.handover import offer; offer({place!r}, *{tuple(wanted.values())!r})"
            done = runs.finish({n.name: parameters.choose(n, values) for n in found}, first)
            progress.say("writing the pages")
            scrub = Scrub(shown, metadata, aliases, notebooks, hidden={place: as_given(shown)})
            failed = _write(folder, corpus, done, wanted | given, articles, scrub)
        if archive is not None:
            folder.pack(archive)
    if failed:
        one = failed[0]
        where = f", under “{one.heading}”" if one.heading else ""
        raise ReportError(
            f"{one.notebook.name}{where}: {one.error}; {folder.shown} has the rest, errors.log the whole account"
        )
    return [folder.path / name for name in folder.staged if name.endswith(".html")]


def _read(source: str | Path | Corpus, wanted: Mapping[str, Any], place: Path, *, progress: bool) -> tuple[Corpus, str]:
    """The corpus, and a folder where the kernels find it."""
    from kit.corpus import is_corpus
    from kit.pipeline import read_corpus

    if not isinstance(source, (str, Path)):
        source.save(place)
        return source, os.fspath(place)
    known = {"metadata": wanted["metadata"], "aliases": wanted["aliases"]}
    if is_corpus(source) and wanted["aliases"] is None:
        return read_corpus(source), os.path.abspath(source)
    if is_corpus(source):
        corpus = read_corpus(source, **known)
        corpus.save(place)
        return corpus, os.fspath(place)
    return read_corpus(source, **known, out=place, progress=progress), os.fspath(place)


def _write(
    folder: Publication, corpus: Corpus, runs: list[Run], given: Mapping[str, Any], limit: int, scrub: Scrub
) -> list[Run]:
    """Draw every page beside its place, then let all appear. The runs that failed are given back."""
    from kit.reporting.cells import Page
    from kit.reporting.page import environment, render
    from kit.views import annotated_many

    for run in runs:
        if run.content is not None:
            for cell in run.content.cells:
                if "outputs" in cell:
                    cell.outputs = [_scrubbed(output, scrub) for output in cell.outputs]
    whole = [run for run in runs if run.content is not None]
    failed = [run for run in runs if run.content is None]
    old = _old_cards(folder, {run.notebook.name for run in whole})
    listed = sorted([*old, *({"name": r.notebook.name, "title": r.notebook.title} for r in whole)], key=_place(runs))
    input_ = describe(corpus)
    command = _command(given)
    common = {"pages": listed, "version": __version__}

    evidence = article_pages.cited(run.content for run in whole)
    chosen = article_pages.choose(corpus, limit, evidence)
    order = article_pages.main_actors(corpus, 8)
    read = annotated_many(corpus, chosen)
    rows = article_pages.listing(read)

    cards = []
    for run in whole:
        page = Page(run.notebook.name, run.notebook.title, articles=frozenset(chosen))
        html = render(run.content, page, **common, **_facts(run, input_, command, scrub))
        folder.write(f"{page.name}.html", html)
        cards.append(
            {
                "name": page.name,
                "title": page.title,
                "finding": page.finding,
                "picture": page.picture,
                "tall": page.tall,
                "old": False,
            }
        )
    shown = sorted([*cards, *old], key=_place(runs))

    article = environment().get_template("article.html.j2")
    said = provenance(input_, {}, METHODS, command)
    for place, one in enumerate(read):
        around = {
            "before": rows[place - 1] if place else None,
            "after": rows[place + 1] if place + 1 < len(rows) else None,
        }
        facts = article_pages.page(one, order, evidence.get(one.article["article_id"], ()), scrub)
        folder.write(
            f"articles/{one.article['article_id']}.html", article.render(**common, **around, **facts, provenance=said)
        )

    failures = [
        {
            "title": run.notebook.title,
            "heading": run.heading,
            "error": scrub.text(run.error or ""),
            "old": any(card["name"] == run.notebook.name for card in old),
        }
        for run in failed
    ]
    front = (
        environment()
        .get_template("index.html.j2")
        .render(
            **common,
            **index.facts(corpus, input_, rows, scrub),
            cards=shown,
            failed=failures,
            articles=rows,
            provenance=provenance(input_, _said(given), METHODS, command),
        )
    )
    folder.write("index.html", front)
    folder.staged = {"index.html": folder.staged["index.html"], **folder.staged}
    log = "".join(f"\n{run.notebook.name}, {run.heading}: {run.error}\n{run.traceback}\n" for run in failed)
    kept = [f"articles/{article_id}.html" for article_id in chosen]
    if old:  # their evidence may lead to pages of the last report
        kept = sorted({*kept, *folder.note.get("articles", [])})
    folder.publish({"cards": shown, "articles": kept}, scrub.text(log) or None)
    return failed


def _facts(run: Run, input_: Input, command: str, scrub: Scrub) -> dict[str, Any]:
    taken = run.notebook.parameters
    used = {name: (run.parameters.get(name, p.default), p.help) for name, p in taken.items()}
    code = [cell.source for cell in run.notebook.content.cells if cell.cell_type == "code" and cell.source.strip()]
    return {
        "lead": input_.said + ".",
        "description": f"{run.notebook.title} {input_.said}.",
        "provenance": provenance(
            input_, {n: (_shown(v), h) for n, (v, h) in used.items()}, methods_of(run.measures), command
        ),
        "code": [scrub.text(source) for source in code],
    }


def _old_cards(folder: Publication, new: set[str]) -> list[dict[str, Any]]:
    """The cards of pages that stand there from before and are not replaced now."""
    cards = [card for card in folder.note.get("cards", []) if card["name"] not in new]
    return [card | {"old": True} for card in cards if (folder.path / f"{card['name']}.html").is_file()]


def _place(runs: list[Run]) -> Any:
    places = {run.notebook.name: place for place, run in enumerate(runs)}
    return lambda card: (places.get(card["name"], len(places)), card["name"])


def _scrubbed(output: Any, scrub: Scrub) -> Any:
    for part in ("text", "data", "metadata"):
        if part in output:
            output[part] = scrub.value(output[part])
    return output


def _command(given: Mapping[str, Any]) -> str:
    words = ["kit", "report", as_given(given["source"])]
    for name, value in given.items():
        if name in ("metadata", "aliases", "by", "top") and value is not None:
            words += [f"--{name}", str(_shown(value))]
        elif name != "source" and value is not None:
            words += ["-p", name, str(value)]
    return shlex.join(words)


def _said(given: Mapping[str, Any]) -> dict[str, tuple[Any, str]]:
    return {name: (_shown(value), "") for name, value in given.items() if value is not None}


def _shown(value: Any) -> Any:
    return as_given(value) if isinstance(value, (str, Path)) and os.path.isabs(value) else value


def _text(path: str | Path | None) -> str | None:
    return None if path is None else os.fspath(path)
