"""The Corpus: the tables together, save and open as Parquet, SQL over them.

    Corpus        the tables as attributes, `sql`, `where`, `unique`, `save`
    open_corpus   a saved or annotated folder, read when asked for (`kit.open`)

A corpus in memory and one in a folder are the same to whoever asks: every question is SQL over DuckDB relations.
"""

from kit.corpus.folder import is_corpus
from kit.corpus.storing import open_corpus
from kit.corpus.tables import Corpus

__all__ = ["Corpus", "is_corpus", "open_corpus"]
