"""Runs the whole pass over articles: batches, progress, cache, processes, Dask."""

from kit.pipeline.entrances import annotate, read_corpus
from kit.pipeline.one_article import annotate_text, find_actors, find_quotes, sentiment_towards

__all__ = ["annotate", "annotate_text", "find_actors", "find_quotes", "read_corpus", "sentiment_towards"]
