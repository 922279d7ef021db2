"""How to cite: a paragraph on methods that can be pasted, and each parameter that was set, for a protocol."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from kit import __version__
from kit.corpus import Corpus
from kit.errors import MeasureError
from kit.measures.phrases import count, listed
from kit.measures.records import MEASURES
from kit.reporting.provenance import LIMITS, Input, describe, errors_of, figure_of, methods_of, model_name

__all__ = ["Citation", "cite"]

# Of each method the error that a paper states, out of the model's card: part, figure, data; and the words for it.
STATED = {
    "quotes": (
        ("quotes", "quote recall", "{0:.0f} of 100 quotes are missed"),
        ("quotes", "quote precision", "{0:.0f} of 100 quotes that it finds are wrong"),
    ),
    "actors": (
        ("names", "entity F1", "names are found with an F1 of {1:.0f} %"),
        ("meant", "accuracy", "{0:.0f} of 100 pronouns, nominals and speakers are given to a wrong actor or to none"),
    ),
    "sentiment": (("sentiment", "accuracy", "{0:.0f} of 100 portrayals are misjudged"),),
}
SOFTWARE = (
    f"The kit developers (2026). kit: news articles as data (version {__version__}) [software]. "
    "See CITATION.cff in its repository."
)
# What each method learned from, or is.
REFERENCES = {
    "quotes": (
        "Newell, E., Margolin, D., and Ruths, D. (2018). An attribution relations corpus for political news. LREC.",
    ),
    "actors": (
        "Tjong Kim Sang, E. F., and De Meulder, F. (2003). Introduction to the CoNLL-2003 shared task: "
        "Language-independent named entity recognition. CoNLL.",
        "Webster, K., Recasens, M., Axelrod, V., and Baldridge, J. (2018). Mind the GAP: A balanced corpus of gendered "
        "ambiguous pronouns. TACL, 6.",
    ),
    "sentiment": (
        "Hamborg, F., and Donnay, K. (2021). NewsMTSC: A dataset for (multi-)target-dependent sentiment classification "
        "in political news articles. EACL.",
    ),
    "tone": (
        "Hutto, C. J., and Gilbert, E. (2014). VADER: A parsimonious rule-based model for sentiment analysis of social "
        "media text. ICWSM.",
    ),
}
# Of a measure whose numbers a coded sample corrects.
CORRECTING = (
    "Angelopoulos, A. N., Duchi, J. C., and Zrnic, T. (2023). PPI++: Efficient prediction-powered inference. "
    "arXiv:2311.01453.",
    "Egami, N., Hinck, M., Stewart, B. M., and Wei, H. (2023). Using imperfect surrogates for downstream inference: "
    "Design-based supervised learning for social science applications of large language models. NeurIPS.",
)


@dataclass(frozen=True)
class Citation:
    """What `kit.cite` gives; printed, the paragraph, the parameters and the references.

    paragraph: the articles, the version, the model, the measures, the main errors, corrections, the coded sample.
    errors: each measured error with its interval, number and data, a sentence each: for an appendix.
    parameters: `measure parameter value`, a row for each that was given, in the order of the tables; and those of the
    articles (their number, days and hash) first, with `measure` "articles".
    references: of the methods, one a string.
    """

    paragraph: str
    errors: tuple[str, ...]
    parameters: pd.DataFrame
    references: tuple[str, ...]

    def __str__(self) -> str:
        rows = [f"{row.measure}: {row.parameter} = {row.value}" for row in self.parameters.itertuples()]
        return "\n".join([self.paragraph, "", *rows, "", *self.errors, "", *self.references])

    def _repr_html_(self) -> str:
        said = [f"<p>{html.escape(self.paragraph)}</p>", self.parameters.to_html(index=False)]
        lists = ("".join(f"<li>{html.escape(one)}</li>" for one in those) for those in (self.errors, self.references))
        return "".join([*said, *(f"<ul>{items}</ul>" for items in lists)])


def cite(corpus: Corpus, *tables: pd.DataFrame) -> Citation:
    """A paragraph on methods to paste into a paper, and the parameters for a pre-registration or an appendix.

    Parameters
    ----------
    corpus
        What was measured.
    tables
        The tables of measures that are reported, as `kit.measures` gave them. Without any, the paragraph has the
        errors of all methods.

    Returns
    -------
    Citation
        `paragraph` (a string), `parameters` (DataFrame `measure parameter value`), `references` (strings). The same
        corpus and tables give the same words: no clock, host or path is in them.

    Raises
    ------
    MeasureError
        If one of the tables is none of a measure (a slice of one may have lost what it says of itself).

    Examples
    --------
    >>> corpus = kit.read_corpus("seeds/")
    >>> said = kit.cite(corpus, kit.measures.share_of_voice(corpus, by="source"))
    >>> said.parameters.tail(1).to_string(index=False, header=False)
    'share_of_voice by source'
    """
    for number, table in enumerate(tables, 1):
        if getattr(table, "attrs", {}).get("measure") not in MEASURES:
            found = f"{number}: found a {type(table).__name__} that no measure gave"
            raise MeasureError(f"cite: table {found}; give what kit.measures.… returned, before it is cut or joined")
    given = describe(corpus)
    methods = methods_of({name: MEASURES[name].methods for name in _measures(tables)})
    coded = [table for table in tables if table.attrs["measure"] == "corrected" and table["corrected"].notna().any()]
    return Citation(
        " ".join(_sentences(given, tables, methods, coded)),
        tuple(errors_of(methods)),
        _parameters(given, tables),
        (SOFTWARE, *(one for method in methods for one in REFERENCES[method]), *(CORRECTING if coded else ())),
    )


def _sentences(
    given: Input, tables: Sequence[pd.DataFrame], methods: list[str], coded: list[pd.DataFrame]
) -> Iterable[str]:
    yield (
        f"We analysed {given.said} ({given.words:,} words; input {given.digest[:16]}) with kit {__version__} "
        f"(article-kit{model_name()}), which uses one trained model to find who is named, who is quoted, about whom, "
        "and how favourably. It runs on the user's own machine and gives the same results in every run."
    )
    if tables:
        yield f"We report {listed(list(dict.fromkeys(map(_named, tables))))}."
    errors = [
        words.format(100 - value, value)
        for method in methods
        for part, figure, words in STATED.get(method, ())
        if (value := figure_of(part, figure)) is not None
    ]
    if errors:
        yield f"On articles that the model was not trained on, {listed(errors)}."
    yield from (LIMITS[name] for name in methods if name in LIMITS)
    if given.corrections:
        yield (
            f"{given.applied:,} of {count(given.corrections, 'correction')} made by hand were applied "
            f"(sha256 {given.corrections_digest[:16]})."
        )
    for table in coded:
        yield (
            f"The {table.attrs['of'].replace('_', ' ')} is corrected with {count(table.attrs['coded'], 'unit')} coded "
            "by hand and drawn with known probabilities, by the difference estimator with tuned power (PPI++; "
            "design-based supervised learning); its 95 % intervals refer to the articles analysed."
        )
    if len(coded) < len(tables) or not tables:
        yield f"The {'other ' if coded else ''}numbers are the model's own; no coded sample corrects them."


def _measures(tables: Iterable[pd.DataFrame]) -> list[str]:
    """Of which measures the tables are, each once."""
    return list(dict.fromkeys(table.attrs["measure"] for table in tables))


def _named(table: pd.DataFrame) -> str:
    """What a sentence calls a measure: "share of voice", "corrected share of voice"."""
    of = f"corrected {table.attrs['of']}" if table.attrs["measure"] == "corrected" else table.attrs["measure"]
    return str(of).replace("_", " ")


def _parameters(given: Input, tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """What was set: of the articles, and of each measure."""
    rows: list[tuple[str, str, str]] = [
        ("articles", "number", f"{given.articles}"),
        ("articles", "days", " to ".join(dict.fromkeys(filter(None, (given.first, given.last)))) or "not known"),
        ("articles", "input", given.digest),
        ("kit", "version", f"{__version__}{model_name()}"),
    ]
    if given.corrections:
        rows.append(("kit", "corrections", given.corrections_digest))
    for table in tables:
        asked = table.attrs.get("asked", {})
        rows += [(table.attrs["measure"], name, str(value)) for name, value in asked.items()]
        rows += [] if asked else [(table.attrs["measure"], "all", "as they are by default")]
    return pd.DataFrame(rows, columns=["measure", "parameter", "value"])
