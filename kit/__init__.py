"""kit reads news articles as data: who is named, who gets to speak, what they say, about whom, and how favourably.

    import kit

    articles = kit.load("seeds/")        # DataFrame; any mix of formats, folders, globs, archives
    corpus = kit.annotate(articles)      # Corpus; progress bar; cached by content
    corpus.quotes                        # a DataFrame, like corpus.actors, corpus.sentiment, ...
    kit.measures.share_of_voice(corpus)  # a Corpus in, a DataFrame out
    kit.plots.share_of_voice(table)      # that DataFrame in, a matplotlib Axes out
    kit.show(corpus, article_id)         # the article, highlighted
    kit.explore(corpus)                  # filter, look, pick and correct, in one cell of a notebook
    kit.report("seeds/", out="reports/") # the pages
    kit.sample(corpus, out="sheet.csv")  # units for people to code, each with its probability
    kit.agreement("sheet.csv", corpus)   # how far the kit agrees with whoever coded it
    kit.cite(corpus, table)              # the paragraph on methods for a paper, and the parameters

`kit.schema.TABLES` says what each column of each table means; `kit.errors` what can go wrong.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kit import measures, plots
    from kit.coding import code, corrections_from, read_sheet, sample
    from kit.corpus import Corpus
    from kit.corpus import open_corpus as open
    from kit.errors import KitError
    from kit.exploring import explore
    from kit.formats import load
    from kit.measures.coders import agreement
    from kit.parameters import check_parameters
    from kit.pipeline import annotate, find_actors, find_quotes, read_corpus, sentiment_towards
    from kit.reporting import report
    from kit.reporting.citing import cite
    from kit.views import show

__all__ = [
    "Corpus",
    "KitError",
    "agreement",
    "annotate",
    "check_parameters",
    "cite",
    "code",
    "corrections_from",
    "explore",
    "find_actors",
    "find_quotes",
    "load",
    "measures",
    "open",
    "plots",
    "read_corpus",
    "read_sheet",
    "report",
    "sample",
    "sentiment_towards",
    "show",
]

__version__ = "0.1.0"

# Where each public name lives; it is imported when first used, so that `import kit` costs nothing.
_HOME = {
    "Corpus": "kit.corpus:Corpus",
    "KitError": "kit.errors:KitError",
    "agreement": "kit.measures.coders:agreement",
    "annotate": "kit.pipeline:annotate",
    "check_parameters": "kit.parameters:check_parameters",
    "cite": "kit.reporting.citing:cite",
    "code": "kit.coding:code",
    "corrections_from": "kit.coding:corrections_from",
    "explore": "kit.exploring:explore",
    "find_actors": "kit.pipeline:find_actors",
    "find_quotes": "kit.pipeline:find_quotes",
    "load": "kit.formats:load",
    "open": "kit.corpus:open_corpus",
    "read_corpus": "kit.pipeline:read_corpus",
    "read_sheet": "kit.coding:read_sheet",
    "report": "kit.reporting:report",
    "sample": "kit.coding:sample",
    "sentiment_towards": "kit.pipeline:sentiment_towards",
    "show": "kit.views:show",
}
_MODULES = ("corrections", "errors", "export", "formats", "measures", "plots", "schema", "views")


def _as_readers_read(frame: Any) -> str | None:
    """A table as a notebook shows it."""
    shown: str | None = importlib.import_module("kit.views.reading").drawn(frame)
    return shown


def _show_tables_to_readers() -> None:
    """In a notebook, tables are from now on shown as readers read them; elsewhere nothing happens."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    formatter = getattr(shell, "display_formatter", None)
    if formatter is not None:
        for module in ("pandas", "pandas.core.frame"):  # where pandas 3 and pandas 2 say that a DataFrame lives
            formatter.formatters["text/html"].for_type_by_name(module, "DataFrame", _as_readers_read)


def __getattr__(name: str) -> Any:
    if name in _HOME or name in _MODULES:
        _show_tables_to_readers()
    if name in _HOME:
        module, _, attribute = _HOME[name].partition(":")
        value = getattr(importlib.import_module(module), attribute)
    elif name in _MODULES:
        value = importlib.import_module(f"kit.{name}")
    else:
        raise AttributeError(f"module 'kit' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*__all__, *_MODULES})
