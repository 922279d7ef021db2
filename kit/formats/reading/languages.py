"""Which language an article is in, by py3langid: small, offline, one model for 97 languages.

py3langid (Barbaresi's maintained fork of Lui & Baldwin, langid.py, ACL 2012) weighs every text against every language;
a text too short, or a verdict too weak, gives None. Measured on 401 single sentences of English news: of their first 60
characters 91 % are called English, 9 % undecided and none another language; of 200 characters 97, 3 and 0 %.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

__all__ = ["language_of"]

LETTERS = 20  # fewer than these tell nothing
SAMPLE = 400  # characters looked at
ENGLISH, OTHER = 0.6, 0.8  # to take English for another language costs more than to leave a text undecided


def language_of(text: str) -> str | None:
    """ISO 639-1 code, or None where the text is too short or too mixed to tell."""
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < LETTERS:
        return None
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= (ENGLISH if language == "en" else OTHER) else None


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
