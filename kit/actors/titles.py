"""Words that stand before or after a name and are no part of it."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from kit.actors.places import fold

__all__ = [
    "COURTESY",
    "GENDERED",
    "ROYAL",
    "STYLED",
    "SUFFIXES",
    "TITLES",
    "full_forms",
    "given_names",
    "is_role",
    "role_fields",
    "role_words",
]

COURTESY = frozenset("mr mrs ms miss mx sir dame lord lady madam dr prof rev fr sr sra judge justice".split())
# Titles and kinship words that say which pronoun a text would use.
GENDERED = {
    **dict.fromkeys(
        "mr sir lord king prince duke father brother son husband uncle grandfather nephew widower actor "
        "businessman chairman "
        "congressman spokesman man boy gentleman councilman salesman policeman fisherman statesman boyfriend "
        "stepfather emperor "
        "baron waiter hero monk groom".split(),
        "he",
    ),
    **dict.fromkeys(
        "mrs ms miss dame lady madam queen princess duchess mother sister daughter wife aunt grandmother niece "
        "widow actress "
        "businesswoman chairwoman congresswoman spokeswoman woman girl councilwoman policewoman stateswoman girlfriend "
        "stepmother empress baroness waitress heroine nun bride songstress".split(),
        "she",
    ),
}
ROYAL = frozenset("king queen prince princess duke duchess pope emperor empress sultan emir saint".split())
# Titles that are part of how a person is named in running text: "President Trump", "Rep. Omar", "Lt. Col. Vindman".
STYLED = ROYAL | frozenset(
    "president pres vice sen senator rep representative congressman congresswoman gov governor mayor ambassador "
    "chairman chairwoman "
    "general gen colonel col lt lieutenant captain capt major maj sergeant sgt admiral adm chief coach "
    "professor reverend bishop "
    "archbishop cardinal imam rabbi ayatollah sheikh sheriff detective officer speaker premier chancellor "
    "secretary".split()
)
SUFFIXES = frozenset("jr sr ii iii iv".split())
# Titles that the tagger may leave on a name, besides the courtesies; longest first where one begins another.
TITLES = frozenset(
    "president pres vice prime minister chancellor king queen prince princess duke duchess pope senator sen "
    "representative rep ag "
    "congressman congresswoman governor gov mayor secretary ambassador general gen colonel col lt lieutenant "
    "captain capt "
    "major maj sergeant sgt admiral adm commander officer detective chief professor doctor reverend bishop "
    "archbishop cardinal "
    "coach judge justice attorney attorney-general chairman chairwoman chair ceo director spokesman spokeswoman "
    "spokesperson "
    "sheikh ayatollah imam rabbi emperor former ex-president deputy acting then-president president-elect "
    "speaker premier "
    "foreign defense defence finance interior state first councilman councilwoman delegate commissioner sheriff".split()
)
WORD = re.compile(r"[^\W\d_]+")


@cache
def role_words() -> frozenset[str]:
    """Nouns that name what somebody is, from `roles.csv`, in the singular."""
    with (Path(__file__).parent / "roles.csv").open(encoding="utf-8", newline="") as lines:
        return frozenset(word for row in csv.DictReader(lines) for word in row["words"].split("|"))


@cache
def role_fields() -> dict[str, str]:
    """The field of life of each word of `roles.csv` that has but one: senator → politics, goalkeeper → sport.

    Kin and what anybody may be are no field: a senator is a father, too.
    """
    fields: dict[str, set[str]] = {}
    with (Path(__file__).parent / "roles.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for word in row["words"].split("|"):
                fields.setdefault(word, set()).add(row["field"])
    return {word: min(found) for word, found in fields.items() if len(found) == 1 and not found & {"kin", "people"}}


def is_role(word: str) -> bool:
    """Whether a word names what somebody is: president, ex-wife, co-founder, midfielders."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    known = role_words()
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
    with (Path(__file__).parent / "given_names.csv").open(encoding="utf-8", newline="") as lines:
        return {fold(name): row["pronoun"] for row in csv.DictReader(lines) for name in row["names"].split("|")}


@cache
def full_forms() -> dict[str, frozenset[str]]:
    """First names that a short one may stand for, itself included: bill → {bill, william}."""
    forms: dict[str, set[str]] = {}
    with (Path(__file__).parent / "nicknames.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for short in row["short"].split("|"):
                forms.setdefault(fold(short), {fold(short)}).add(fold(row["name"]))
    return {short: frozenset(names) for short, names in forms.items()}
