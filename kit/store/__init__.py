"""Where the tables lie: DuckDB in memory, Parquet in a folder. No module here knows the Corpus, which asks them.

versions      what an article's rows, and the join across articles, were made by
database      DuckDB: DataFrames in, DataFrames out
folder        what lies where in a corpus folder, how a file becomes a finished one, who may write
batches       annotated articles with their own actor keys, each batch written once
growth        what a folder that grows begins with, and what is taken out of it
keys          the articles' own actor keys, and those of the corpus in their place
relations     from the articles' own rows to the relations that answer
answers       those relations in memory, in a folder, saved and opened
card          what is held, in a few lines
near_copies   articles whose text is nearly the same
"""
