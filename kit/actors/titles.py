"""Which words name what somebody is, and what first names tell."""

from __future__ import annotations

from functools import cache

from kit import lexicon
from kit.actors.places import fold

__all__ = ["full_forms", "given_names", "is_role", "kin", "role_fields", "spelled_out"]


@cache
def role_fields() -> dict[str, str]:
    """The field of life of each word for persons that has but one: senator → politics, goalkeeper → sport.

    Kin and what anybody may be are no field: a senator is a father, too.
    """
    fields = lexicon.values("persons", "field")
    return {word: field for word, field in fields.items() if " " not in field and field not in ("kin", "people")}


@cache
def kin() -> frozenset[str]:
    """Words for relatives: brother, widow."""
    return frozenset(word for word, fields in lexicon.values("persons", "field").items() if "kin" in fields.split())


def is_role(word: str) -> bool:
    """Whether a word names what somebody is: president, ex-wife, co-founder, midfielders."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    known = lexicon.values("persons", "field")
    if (
        word in known
        or (word.endswith("s") and word[:-1] in known)
        or (word.endswith("ies") and word[:-3] + "y" in known)
    ):
        return True
    return "-" in word and (word.rsplit("-", 1)[1] in known or (word.split("-")[0] in ("vice",) and is_role(word[5:])))


@cache
def given_names() -> dict[str, str]:
    """First names that nearly always go with one pronoun, folded; one hint of many for who "she" is, nothing else.

    No person's pronoun in the tables comes from here: those are the pronouns that the text itself uses.
    """
    return {fold(row["name"]): row["pronoun"] for row in lexicon.rows("given_names")}


@cache
def full_forms() -> dict[str, frozenset[str]]:
    """First names that a short one may stand for, itself included: bill → {bill, william}."""
    forms: dict[str, set[str]] = {}
    for row in lexicon.rows("nicknames"):
        short = fold(row["short"])
        forms.setdefault(short, {short}).add(fold(row["name"]))
    return {short: frozenset(names) for short, names in forms.items()}


def spelled_out(title: str) -> str:
    """A title as it is in full: inspector for insp; whatever is no abbreviation as it is."""
    return _titles().get(title, title)


@cache
def _titles() -> dict[str, str]:
    return {row["short"]: row["title"] for row in lexicon.rows("titles")}
