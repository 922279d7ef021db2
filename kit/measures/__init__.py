"""Questions asked of a Corpus, each a small table.

    What is there      overview  contents  left_out  duplicates
    Who is named       frequency  timeline  co_occurrence  keywords  collocations  concordance  distinctive_words
    Who speaks         share_of_voice  quote_types  cue_types  speaker_types  pronouns  comment_requests  passages
    How portrayed      portrayal  own_voice  ledger  tone  headlines (and who)
    Does it hold up    compare  sensitivity  agreement  may_be_one
    Would people agree accuracy  disagreements  corrected (by a coded sample)
    In the texts       examples  quotations  foremost (whom to look at first)
    In words           in_words  caveats

Each takes a Corpus and gives a DataFrame. `by` compares along any column of `articles`, or day, week, month, year;
articles without a value are a group of their own (NA). `unique=True` counts near copies once. Every mean and
share has its `n`, and a 95 % interval drawn over articles: NA, with the reason in the column `note`, where there is
but one. The table's `attrs` say what it is: measure, by, articles, caption, note.

A measure registers itself with what is said of it (`kit.measures.records`); each family is a module.
"""

from kit.measures import (
    agreements,
    coders,
    comparing,
    correcting,
    counting,
    distinctive,
    evidence,
    identities,
    pairs,
    portrayals,
    robustness,
    titles,
    tones,
    vocabulary,
    voices,
)
from kit.measures.agreements import *
from kit.measures.alerts import alerts
from kit.measures.asking import foremost
from kit.measures.coders import *
from kit.measures.comparing import *
from kit.measures.correcting import *
from kit.measures.counting import *
from kit.measures.distinctive import *
from kit.measures.evidence import *
from kit.measures.identities import *
from kit.measures.pairs import *
from kit.measures.passages import passages
from kit.measures.portrayals import *
from kit.measures.robustness import *
from kit.measures.sentences import Caveats, Sentences
from kit.measures.titles import *
from kit.measures.tones import *
from kit.measures.vocabulary import *
from kit.measures.voices import *
from kit.measures.wording import caveats, in_words

__all__ = ["Caveats", "Sentences", "alerts", "caveats", "foremost", "in_words", "passages"]
__all__ += agreements.__all__
__all__ += coders.__all__
__all__ += comparing.__all__
__all__ += correcting.__all__
__all__ += counting.__all__
__all__ += distinctive.__all__
__all__ += evidence.__all__
__all__ += identities.__all__
__all__ += pairs.__all__
__all__ += portrayals.__all__
__all__ += robustness.__all__
__all__ += titles.__all__
__all__ += tones.__all__
__all__ += vocabulary.__all__
__all__ += voices.__all__


def __dir__() -> list[str]:
    return sorted(__all__)
