"""Questions asked of a Corpus, each a small table.

    What is there      overview  contents  left_out  duplicates
    Who is named       frequency  timeline  co_occurrence  keywords  collocations  concordance
    Who speaks         share_of_voice  quote_types  cue_types  speaker_types  pronouns  comment_requests
    How portrayed      portrayal  own_voice  ledger  tone
    Does it hold up    compare  sensitivity  agreement
    In the texts       examples  quotations  foremost (whom to look at first)
    In words           in_words  caveats

Each takes a Corpus and gives a DataFrame. `by` compares along any column of `articles`, or day, week, month, year;
articles without a value are a group of their own (NA). `unique=True` counts near-duplicates once. Every mean and
share has its `n`, and a 95 % interval drawn over articles: NA, with the reason in the column `note`, where there is
but one. The table's `attrs` say what it is: measure, by, articles, caption, note.
"""

from kit.measures.agreements import agreement
from kit.measures.asking import foremost
from kit.measures.associations import co_occurrence
from kit.measures.comparing import compare
from kit.measures.counting import contents, duplicates, frequency, left_out, overview, timeline
from kit.measures.evidence import examples, quotations
from kit.measures.portrayals import ledger, own_voice, portrayal
from kit.measures.robustness import sensitivity
from kit.measures.tones import tone
from kit.measures.vocabulary import collocations, concordance, keywords
from kit.measures.voices import comment_requests, cue_types, pronouns, quote_types, share_of_voice, speaker_types
from kit.measures.wording import Caveats, Sentences, caveats, in_words

__all__ = [
    "Caveats",
    "Sentences",
    "agreement",
    "caveats",
    "co_occurrence",
    "collocations",
    "comment_requests",
    "compare",
    "concordance",
    "contents",
    "cue_types",
    "duplicates",
    "examples",
    "foremost",
    "frequency",
    "in_words",
    "keywords",
    "ledger",
    "left_out",
    "overview",
    "own_voice",
    "portrayal",
    "pronouns",
    "quotations",
    "quote_types",
    "sensitivity",
    "share_of_voice",
    "speaker_types",
    "timeline",
    "tone",
]
