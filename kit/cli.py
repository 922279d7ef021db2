"""The `kit` command: each a thin layer over one function, options of the same names."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from kit import __version__

__all__ = ["main"]

app = typer.Typer(
    name="kit",
    help="Read news articles as data: who is named, who gets to speak, what they say, about whom, and how favourably.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

INTERRUPTED, TERMINATED = 130, 143  # as shells count Ctrl-C and SIGTERM
STOPPED = "kit: stopped; what stood before still stands"

Source = Annotated[str, typer.Argument(help="Files, a folder, an archive, or a saved corpus.")]
Metadata = Annotated[
    str | None, typer.Option(help="CSV with a path column and whatever else is known about the articles.")
]
Aliases = Annotated[
    str | None,
    typer.Option(
        help="CSV of names that mean the same actor: columns name, alias; 'apart' in a third column keeps two apart."
    ),
]
Corrections = Annotated[
    str | None, typer.Option(help="CSV of corrections made by hand: columns article, start, end, what, value, note.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print only errors.")]
Workers = Annotated[int, typer.Option(min=1, help="Number of local processes.")]
Scheduler = Annotated[
    str | None, typer.Option(help="A Dask scheduler, such as tcp://host:8786, instead of local processes.")
]
Debug = Annotated[bool, typer.Option("--debug", help="Show where an error came from.")]


@app.callback(invoke_without_command=True)
def start(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """Options of all commands."""
    if version:
        print(f"kit {__version__}")
        raise typer.Exit


@app.command(epilog="Example: kit report articles/ --out reports/ --metadata metadata.csv --by source")
def report(
    source: Source = "seeds/",
    out: Annotated[str, typer.Option(help="Folder for the pages.")] = "reports/",
    metadata: Metadata = None,
    aliases: Aliases = None,
    corrections: Corrections = None,
    by: Annotated[str | None, typer.Option(help="Compare along this column: source, month, language ...")] = None,
    top: Annotated[int | None, typer.Option(help="How many actors the figures show.")] = None,
    notebooks: Annotated[str | None, typer.Option(help="Folder with your own notebooks.")] = None,
    coded: Annotated[
        str | None, typer.Option(help="Coded sheets (kit.sample) that correct the numbers; separate several by commas.")
    ] = None,
    articles: Annotated[int, typer.Option(min=0, help="How many articles get a page of their own.")] = 200,
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", help="A notebook's own parameter, as name=value.")
    ] = None,
    archive: Annotated[str | None, typer.Option("--zip", help="Also pack all pages into this file.")] = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Annotate articles and write HTML pages: an index, and a page for each notebook, article and main actor."""
    import kit

    # Only what was typed: a notebook's own default stands where nothing is said.
    given: dict[str, Any] = dict(_pair(text) for text in parameter or [])
    given |= {name: value for name, value in (("by", by), ("top", top), ("coded", coded)) if value is not None}
    pages = kit.report(
        source,
        out=out,
        metadata=metadata,
        aliases=aliases,
        corrections=corrections,
        notebooks=notebooks,
        articles=articles,
        archive=archive,
        quiet=quiet,
        **given,
    )
    if not quiet:
        of = Counter(page.parent.relative_to(pages[0].parent).as_posix() for page in pages)
        more = [_count(of[folder], name) for folder, name in (("articles", "article"), ("actors", "actor"))]
        print(f"{pages[0]}: the report, with {_count(of['.'] - 1, 'more page')}, {' and '.join(more)}")


@app.command(epilog="Example: kit annotate articles/ --out corpus/ --workers 4")
def annotate(
    source: Annotated[list[str], typer.Argument(help="Files, folders, archives.")],
    out: Annotated[str, typer.Option(help="Folder for the corpus, as Parquet; a run that was killed continues there.")],
    metadata: Metadata = None,
    aliases: Aliases = None,
    corrections: Corrections = None,
    workers: Workers = 1,
    scheduler: Scheduler = None,
    any_language: Annotated[
        bool, typer.Option("--any-language", help="Also annotate articles that are not in English.")
    ] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Remove articles that are no longer in the input.")] = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Annotate articles once and keep the tables."""
    import kit
    from kit.pipeline.cluster import connected
    from kit.pipeline.options import Options

    options = Options(
        out=out,
        workers=workers,
        client=connected(scheduler) if scheduler else None,
        progress=not quiet,
        aliases=aliases,
        corrections=corrections,
        any_language=any_language,
        prune=prune,
    )
    corpus = kit.read_corpus(*source, metadata=metadata, **vars(options))
    if not quiet:
        said = corpus.in_field("text").sql("select count(*) as n from quotes where kind is distinct from 'thought'")
        counts = {name: corpus.count(name) for name in ("articles", "actors", "quotes", "skipped")}
        # As the pages and measures count them, and not the rows of the table, which holds thoughts and titles, too.
        counts["quotes"] = int(said["n"].iloc[0])
        print(f"{out}: {', '.join(f'{n:,} {name}' for name, n in counts.items())}")


@app.command(epilog="Example: kit show seeds/000_04ca6adf580d3291.txt --html article.html")
def show(
    source: Source,
    article: Annotated[
        str | None, typer.Option(help="Which article, if there are several: the beginning of its id.")
    ] = None,
    html: Annotated[str | None, typer.Option(help="Write a page to this file instead of text to the terminal.")] = None,
    browser: Annotated[bool, typer.Option("--open", help="Open that page in the browser.")] = False,
    debug: Debug = False,
) -> None:
    """One article with its names and quotes, as text or as a page."""
    import kit
    from kit.errors import ReportError

    corpus = kit.read_corpus(source, progress=False)
    shown = kit.show(
        corpus, article or corpus.sql("select article_id from articles order by position")["article_id"][0]
    )
    if not html and not browser:
        print(shown)
        return
    place = Path(html or "article.html")
    try:
        place.write_text(shown.page(), encoding="utf-8")
    except OSError as error:
        raise ReportError(f"{place}: cannot be written ({error.strerror}); name another file with --html") from error
    print(place)
    if browser:
        typer.launch(str(place))


@app.command(
    epilog="""Example: kit sql corpus/ "select actor, count(*) n from quotes where kind = 'speech' group by 1" """
)
def sql(
    corpus: Source,
    query: Annotated[str, typer.Argument(help="A query in SQL over the tables.")],
    csv: Annotated[bool, typer.Option("--csv", help="Print the answer as CSV.")] = False,
    debug: Debug = False,
) -> None:
    """Ask the tables of a corpus: articles, actors, mentions, quotes, sentiment and the others."""
    import kit

    answer = kit.read_corpus(corpus, progress=False).sql(query)
    print(answer.to_csv(index=False), end="") if csv else print(answer.to_string(index=False, na_rep=""))


@app.command(epilog="Example: kit load articles/ --report")
def load(
    source: Annotated[list[str], typer.Argument(help="Files, folders, archives.")],
    metadata: Metadata = None,
    report: Annotated[
        bool, typer.Option("--report", help="Print a line for each file, and what was left out and why.")
    ] = False,
    debug: Debug = False,
) -> None:
    """Read articles without annotating them, to see what can be read."""
    import kit

    with warnings.catch_warnings():
        # Everything that would be warned of is in the list that this command prints.
        warnings.simplefilter("ignore")
        articles = kit.load(*source, metadata=metadata)
    skipped = articles.attrs["skipped"]
    if report:
        print(kit.formats.summary(articles).to_string(index=False, na_rep=""))
    for row in skipped if report else ():
        item = f", {row['item']}" if row["item"] else ""
        print(f"{row['path']}{item}: {row['reason']}")
    print(f"{_count(len(articles), 'article')}; {len(skipped):,} left out or doubtful")


@app.command(epilog="Example: kit formats")
def formats(debug: Debug = False) -> None:
    """What can be read, with an example of each."""
    from kit.formats import FORMATS
    from kit.formats.archives import ARCHIVES

    width = max(len(form.name) for form in FORMATS)
    suffixes = max(len(" ".join(form.suffixes)) for form in FORMATS)
    for form in FORMATS:
        print(f"{form.name:<{width}}  {' '.join(form.suffixes):<{suffixes}}  {form.description}")
        if form.example:
            print(f"{'':<{width}}  {form.example}")
    names = ", ".join(archive.name for archive in ARCHIVES if archive.paragraphs)
    print(f"\nExports of {names} are recognised by their content in text, documents, PDF, web pages and mail.")


@app.command(epilog="Example: kit export corpus/ --to csv --out tables/ --without-text")
def export(
    corpus: Annotated[str, typer.Argument(help="A corpus, or articles; with --verify, what was exported.")],
    to: Annotated[
        str | None, typer.Option(help="csv, stata, xlsx, parquet, jsonl, brat, conllu, inception, qdpx or jsonld.")
    ] = None,
    out: Annotated[str | None, typer.Option(help="The file or folder to write; with --verify, a corpus.")] = None,
    without_text: Annotated[
        bool, typer.Option("--without-text", help="Offsets, hashes, and at most 25 words of any passage.")
    ] = False,
    min_articles: Annotated[
        int | None,
        typer.Option(min=1, help="For qdpx: only actors in at least this many articles get a code of their own."),
    ] = None,
    verify: Annotated[
        str | None, typer.Option(help="Articles from which to put the texts back into what was exported without them.")
    ] = None,
    debug: Debug = False,
) -> None:
    """Write a corpus for other tools, with its texts or without; or put the texts back."""
    import kit
    from kit import export as exporting

    if verify is not None:
        result = exporting.verify(corpus, kit.load(verify))
        print(result)
        if out and result.corpus is not None:
            result.corpus.save(out)
            print(out)
        # A script that checks a shared corpus goes by the code.
        raise typer.Exit(0 if not result.missing and not result.wrong else 1)
    if to is None or out is None:
        raise typer.BadParameter("give --to and --out, or --verify", param_hint="export")
    whole = kit.read_corpus(corpus, progress=False)
    print(exporting.export(whole, to, out, without_text=without_text, min_articles=min_articles))


@app.command(epilog="Example: kit notebooks my-notebooks/ && kit report articles/ --notebooks my-notebooks/")
def notebooks(
    folder: Annotated[str, typer.Argument(help="Where to copy them.")] = "notebooks/", debug: Debug = False
) -> None:
    """Copy the notebooks behind the report, to change them or add to them."""
    from kit.reporting import copy_notebooks

    for path in copy_notebooks(folder):
        print(path)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier():
        raise typer.BadParameter(f"{text!r}: write name=value", param_hint="--parameter")
    return name, value


def _count(number: int, name: str) -> str:
    return f"{number:,} {name}{'s' if number != 1 else ''}"


# click's, wherever typer keeps it.
_Usage: type[Exception] = typer.BadParameter.__mro__[1]


class _Terminated(BaseException):
    """SIGTERM, as an exception, so that kernels and half-written files are cleared away."""


# What DuckDB makes of a signal that came while it was at work: the exception that its handler raised is lost.
QUERY_STOPPED = "Query interrupted"
_terminated = False


def _terminate(*_: object) -> None:
    global _terminated
    _terminated = True
    raise _Terminated


def main() -> None:
    """Run a command; errors are one line, and say by the exit code whose they are."""
    # Without it a scheduler that stops the job would leave kernels running and scratch folders lying.
    signal.signal(signal.SIGTERM, _terminate)
    # One line as of an error: where in the kit it was said from helps nobody who typed a command.
    warnings.showwarning = lambda message, *_: print(f"kit: {message}", file=sys.stderr)
    try:
        sys.exit(_ended())
    except BrokenPipeError:  # whoever read the output has read enough
        # Else Python tries to write out the rest at its end, and complains a second time (the docs of `signal`, on
        # SIGPIPE).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _ended() -> int:
    """The exit code, after one line about what went wrong."""
    from kit.errors import KitError

    reason: Exception
    try:
        # Alone typer would print its own errors, in boxes of several lines.
        code = int(app(standalone_mode=False) or 0)
        if code == INTERRUPTED:  # typer has caught Ctrl-C
            raise KeyboardInterrupt
        return code
    except _Usage as error:
        return _misused(error)
    except KitError as error:
        said, code, reason = str(error), error.exit_code, error
    except KeyboardInterrupt:
        print(STOPPED, file=sys.stderr)
        return INTERRUPTED
    except _Terminated:
        print(STOPPED, file=sys.stderr)
        return TERMINATED
    except BrokenPipeError:
        raise
    except Exception as error:
        if QUERY_STOPPED in str(error):
            print(STOPPED, file=sys.stderr)
            return TERMINATED if _terminated else INTERRUPTED
        line = " ".join(str(error).split())[:300]
        said, code, reason = (
            f"unforeseen: {type(error).__name__}: {line}; --debug shows where, please report it",
            1,
            error,
        )
    # Asked of the words typed: the error may have come before any option was read.
    if "--debug" in sys.argv:
        raise reason
    print(f"kit: {said}", file=sys.stderr)
    return code


def _misused(error: Exception) -> int:
    context = getattr(error, "ctx", None)
    if "NoArgs" in type(error).__name__ and context is not None:
        print(context.get_help())
        return 2
    command = " ".join(["kit", context.info_name] if context and context.parent else ["kit"])
    line = " ".join(getattr(error, "format_message", lambda: str(error))().split())
    print(f"kit: {line.rstrip('.')}; `{command} --help` shows how", file=sys.stderr)
    return 2
