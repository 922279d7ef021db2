"""The English words that the rules go by: tidy tables, one entry a line, and the only reader of them.

A word is spelled in lower case unless the case tells something. It has one line in the table of its sort, whatever it
serves for: `kinds` are its uses, parted by a space, each asked for by its name. `*` at a word's end is any ending.

persons
    Words for persons. `kinds`: courtesy (Mr), royal, styled (part of how somebody is named: President Trump), title
    (what the tagger may leave on a name), suffix (Jr.), abroad (an office that no US state has), vague (says nothing of
    what somebody is: *senior* analyst), lesser (makes it another office: *vice* president). `field`: where a role
    belongs (several, parted by a space), set for every word that heads one. `pronoun`: the one that the bearer takes.
nouns
    Words for bodies, places and things. `kinds`: body (a name that ends so is an organization's), shared (by the names
    of many bodies), legal (form), state and state_first (the head of a state's body, and what stands before it: the
    Syrian *air force*), of_state (who speaks for a country), outlet, document (what speaks and is no person), local and
    area (after and before a town that is only a place), audience (who is spoken to), several (what stands for two and
    more), owned (a person's own body: Trump's campaign), storm (what stands before a storm's name), any_body (of so
    many that "the company" may be another than the one so called). `after_person`:
    the label of a person's name and this word together; nobody where these name nobody ("a Trump *supporter*").
grammar
    Function words and the like. `kinds` go by what they tell of the words beside them: clause (opens another clause),
    after_object (then "her" is an object);
    preposition, relative, after_noun (end what heads a noun phrase); before_name (of, for); where (then a town is a
    place), relation (then it may be a government), helping (before the verb that tells); determiner, opening
    (what a title's phrase begins after), no_title (no part of a title), in_title (a participle that is), opens and
    closes (an apposition), goes_on (a role goes on after it), to_body and leads_to_body (join a role
    with a body), no_noun (after a body's name: not its noun); small
    (words that two phrases share without being alike), in_name (small words of names); first (the first person);
    negation; particle (before a surname, and of it: *de* Blasio; forename: but not where it stands first, *Van*
    Morrison), fragment (alone no name), vague (in a role, says nothing of what somebody is);
    of_name (after a name that is a subject), with_object (after a verb,
    not after an adjective), abbreviation (in capitals short for something). `pronoun`: which one a form is of.
    `article`: what a phrase that begins so is.
verbs
    Verbs and nouns of saying and doing, or phrases that begin with one, as base forms. `cue_type`: of
    `kit.schema.CUE_TYPES`, for those that report. `kinds`: told and judged (what its object is), acts (what those who
    govern do).
irregular_forms
    `form` of a verb, and its `base`.
page
    What stands in an article and names nobody in it. `kinds`: agency (in datelines and sign-offs), sign_off (after a
    text's last full stop), desk (an agency's), month, signs (in a byline's place: an agency, a newsroom), writer (in a
    byline, but for names), job (behind the name of who writes), credit (what somebody did who is named after "by"),
    picture (whose pictures are); table (a column or line of figures), abbreviated (in tables only), unit (of time,
    money, sport); page_label (what a page says alone);
    before_person (what a headline puts before a name), movement (Never Trump).
abbreviations
    What has a full stop of its own. `kinds`: sentence (ends none), role (stands within one), name (ends one).
bodies
    Words that stand for one body (`kind`: party, seat or force, an armed movement): its `name`, `type` and `country`.
countries
    `word` for a country (ISO 3166-1 alpha-3) of a `kind`: name, adjective, people, seat (of the government), or called,
    where it is named otherwise here than in GeoNames. Of two lines of one word the last counts.
dependencies
    Territories whose capitals are better known as something else.
regions
    What may follow a city's name and decides where it is, besides countries and US states. `spelled`: what an
    abbreviation is short for.
cities
    Made by `training/places.py` from GeoNames.
provinces
    Provinces, counties and the like that a place may lie in, made by `training/places.py` from ISO 3166-2.
titles
    What an abbreviated title is `short` for.
outlets
    Newspapers, agencies, broadcasters.
given_names
    First names that nearly always go with one pronoun.
nicknames
    First names and what each is shortened to.
requests
    How a `part` of what is said of requests for comment is put, as regular expressions; `<name>` in one is a part.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

__all__ = ["pattern", "rows", "values", "words"]


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """The lines of a table in their order, by the names of its header; read once.

    Parameters
    ----------
    table
        Its name without `.csv`: persons, nouns, grammar, …

    Returns
    -------
    tuple of dict
        Each with every column as text; what a line does not say is empty. Shared by all who ask: not to be changed.

    Raises
    ------
    FileNotFoundError
        If there is no such table.
    """
    with Path(__file__).with_name(f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


@cache
def values(table: str, column: str) -> dict[str, str]:
    """What a column says of each word, of those alone of which it says anything.

    Parameters
    ----------
    table, column
        A table with the column `word`, and another of its columns.

    Returns
    -------
    dict
        Word to value, in the order of the table; of two lines of one word the last counts.
    """
    # An empty cell says nothing, which is not the same as saying no.
    return {row["word"]: row[column] for row in rows(table) if row[column]}


@cache
def words(table: str, kind: str) -> frozenset[str]:
    """The words of one kind.

    Raises
    ------
    KeyError
        If the table has none: a kind that is misspelled would else be a rule that never holds.
    """
    found = frozenset(row["word"] for row in rows(table) if kind in row["kinds"].split())
    if not found:
        raise KeyError(f"{table}: no word is of kind {kind!r}")
    return found


@cache
def pattern(table: str, kind: str) -> str:
    """The words of one kind as an alternation for a regular expression, the longest first.

    Parameters
    ----------
    table, kind
        As in `words`; `*` at a word's end becomes any letters and digits.

    Returns
    -------
    str
        Without brackets around it, and without flags: whoever uses it says whether case counts.

    Raises
    ------
    KeyError
        If the table has no word of that kind.
    """
    # Of two that begin alike the first would win, and "air force" never match after "air".
    longest = sorted(words(table, kind), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\*", r"\w*") for word in longest)
