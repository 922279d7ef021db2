"""The `kit` command: each a thin layer over one function, options of the same names."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Annotated

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

Source = Annotated[str, typer.Argument(help="Files, a folder, an archive, or a saved corpus.")]
Metadata = Annotated[
    str | None, typer.Option(help="CSV with a path column and whatever else is known of the articles.")
]
Aliases = Annotated[str | None, typer.Option(help="CSV of names that are one.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]


@app.callback(invoke_without_command=True)
def start(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error came from.")] = False,
) -> None:
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
    by: Annotated[str | None, typer.Option(help="Compare along this column: source, month, language ...")] = None,
    top: Annotated[int | None, typer.Option(help="How many actors the figures show.")] = None,
    notebooks: Annotated[str | None, typer.Option(help="Folder with your own notebooks.")] = None,
    articles: Annotated[int, typer.Option(min=0, help="How many articles get a page of their own.")] = 200,
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", help="A notebook's own parameter, as name=value.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Annotate articles and write HTML pages about them: an index, a page a notebook, a page an article."""
    import kit

    given: dict[str, object] = dict(_pair(text) for text in parameter or [])
    given |= {name: value for name, value in (("by", by), ("top", top)) if value is not None}
    pages = kit.report(
        source,
        out=out,
        metadata=metadata,
        aliases=aliases,
        notebooks=notebooks,
        articles=articles,
        quiet=quiet,
        **given,
    )
    if not quiet:
        several = [page for page in pages if page.parent == pages[0].parent]
        print(f"{pages[0]}: the report, with {len(several) - 1} pages and {len(pages) - len(several)} articles")


@app.command(epilog="Example: kit annotate articles/ --out corpus/")
def annotate(
    source: Source,
    out: Annotated[str, typer.Option(help="Folder for the corpus, as Parquet.")],
    metadata: Metadata = None,
    aliases: Aliases = None,
) -> None:
    """Annotate articles once and keep the tables."""
    import kit

    corpus = kit.annotate(kit.load(source, metadata=metadata))
    corpus.save(out)
    print(f"{out}: {len(corpus.articles):,} articles, {len(corpus.quotes):,} quotes, {len(corpus.actors):,} actors")


@app.command(epilog="Example: kit show seeds/000_04ca6adf580d3291.txt --html article.html")
def show(
    source: Source,
    article: Annotated[str | None, typer.Option(help="Which article, where there are several: its id.")] = None,
    html: Annotated[str | None, typer.Option(help="Write a page to this file instead of text to the terminal.")] = None,
) -> None:
    """One article with its names and quotes."""
    import kit

    corpus = kit.read_corpus(source)
    shown = kit.show(corpus, article or corpus.articles["article_id"].iloc[0])
    if html:
        Path(html).write_text(shown.page(), encoding="utf-8")
        print(html)
    else:
        print(shown)


@app.command(epilog='Example: kit sql corpus/ "select actor, count(*) n from quotes group by 1 order by 2 desc"')
def sql(corpus: Source, query: Annotated[str, typer.Argument(help="A question in SQL over the tables.")]) -> None:
    """Ask the tables of a corpus."""
    import kit

    print(kit.read_corpus(corpus).sql(query).to_string(index=False))


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise typer.BadParameter(f"{text!r}: write name=value", param_hint="--parameter")
    return name, value


def main() -> None:
    """Run a command; errors are one line, and say by the exit code whose they are."""
    from kit.errors import KitError

    debug = "--debug" in sys.argv
    signal.signal(signal.SIGTERM, _terminate)
    try:
        app()
    except KitError as error:
        if debug:
            raise
        print(f"kit: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, _Terminated) as stop:
        print("kit: stopped; what stood before still stands", file=sys.stderr)
        sys.exit(143 if isinstance(stop, _Terminated) else 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


class _Terminated(BaseException):
    """SIGTERM, as an exception, so that kernels and half-written files are cleared away."""


def _terminate(*_: object) -> None:
    raise _Terminated
