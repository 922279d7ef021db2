"""An example of each measure, as its docstring ends with it; what it prints is tested.

They ask the sample article: `corpus = kit.read_corpus("seeds/")`.
"""

from __future__ import annotations

__all__ = ["EXAMPLES"]

EXAMPLES = {
    "accuracy": """
>>> kit.measures.accuracy(corpus, coded=None).attrs["caption"]
"The kit's answers and people's, in 1 article."
""",
    "agreement": """
>>> kit.measures.agreement(corpus.sentiment, corpus.sentiment)["coefficient"].tolist()[:2]
['agreement', 'cohen_kappa']
""",
    "co_occurrence": """
>>> kit.measures.co_occurrence(corpus, within="article").columns.tolist()[:3]
['actor_a', 'actor_b', 'n']
""",
    "collocations": """
>>> kit.measures.collocations(corpus, "Russia", window=3).columns.tolist()[:4]
['word', 'n', 'before', 'after']
""",
    "compare": """
>>> kit.measures.compare(corpus, "source").empty  # there is but one outlet
True
""",
    "comment_requests": """
>>> kit.measures.comment_requests(corpus)[["actor", "n"]]
  actor  n
0  Iran  1
""",
    "concordance": """
>>> kit.measures.concordance(corpus, "Moscow")["keyword"].head(1).tolist()
['Moscow']
""",
    "contents": """
>>> kit.measures.contents(corpus)[["published", "source", "words"]]
    published    source  words
0  2024-10-31  Newsweek    431
""",
    "corrected": """
>>> kit.measures.corrected("overview", corpus, coded=None).empty  # no coded sheet is given
True
""",
    "cue_types": """
>>> kit.measures.cue_types(corpus, actor="Lavrov")["cue_type"].tolist()
['say']
""",
    "disagreements": """
>>> kit.measures.disagreements(corpus, coded=None).attrs["caption"]
'Where people and the kit differ, in 1 article.'
""",
    "distinctive_words": """
>>> kit.measures.distinctive_words(corpus, "source").empty  # there is but one outlet
True
""",
    "duplicates": """
>>> kit.measures.duplicates(corpus).empty
True
""",
    "examples": """
>>> kit.measures.examples(corpus, "Ukraine", n=1)["source"].tolist()
['Newsweek']
""",
    "frequency": """
>>> kit.measures.frequency(corpus, type="country")["actor"].head(2).tolist()
['Iran', 'Russia']
""",
    "headlines": """
>>> kit.measures.headlines(corpus, min_n=1).empty  # the sample article has no title
True
""",
    "keywords": """
>>> kit.measures.keywords(corpus, "Russia").columns.tolist()[:3]
['word', 'n', 'n_elsewhere']
""",
    "ledger": """
>>> kit.measures.ledger(corpus, actor="Russia")["voice_name"].head(1).tolist()
['Sergey Lavrov']
""",
    "left_out": """
>>> kit.measures.left_out(corpus).empty
True
""",
    "may_be_one": """
>>> kit.measures.may_be_one(corpus).empty
True
""",
    "overview": """
>>> kit.measures.overview(corpus)[["articles", "sentences", "first"]]
   articles  sentences       first
0         1         15  2024-10-31
""",
    "own_voice": """
>>> kit.measures.own_voice(corpus, min_n=3, actor="Russia")["actor"].tolist()
['Russia']
""",
    "passages": """
>>> kit.measures.passages(corpus)[["actor", "what"]].iloc[0].tolist()
['Sergey Lavrov', 'speaks']
""",
    "portrayal": """
>>> towards = kit.measures.portrayal(corpus, by=["source", "month"], actor="Lavrov")
>>> towards[["source", "month", "actor"]].head(1)
     source    month          actor
0  Newsweek  2024-10  Sergey Lavrov
""",
    "pronouns": """
>>> kit.measures.pronouns(corpus, by="source")[["source", "pronouns"]].tail(1)
     source pronouns
1  Newsweek       he
""",
    "quotations": """
>>> kit.measures.quotations(corpus, "Lavrov", n=1)["speaker"].tolist()
['Sergey Lavrov']
""",
    "quote_types": """
>>> kit.measures.quote_types(corpus, about="Ukraine")["type"].tolist()
['indirect', 'direct']
""",
    "sensitivity": """
>>> kit.measures.sensitivity(kit.measures.share_of_voice, corpus, top=1).columns.tolist()[:3]
['choice', 'finding', 'value']
""",
    "share_of_voice": """
>>> kit.measures.share_of_voice(corpus)["actor"].head(2).tolist()
['Sergey Lavrov', 'Hamidreza Azizi']
""",
    "speaker_types": """
>>> kit.measures.speaker_types(corpus)["speaker_type"].tolist()
['named', 'outlet', 'unnamed']
""",
    "timeline": """
>>> kit.measures.timeline(corpus, by="month", actor="Russia")[["month", "articles", "of"]]
     month  articles  of
0  2024-10         1   1
""",
    "tone": """
>>> kit.measures.tone(corpus, parts=2)[["part_of_article", "n"]]
   part_of_article  n
0                1  8
1                2  7
""",
}
