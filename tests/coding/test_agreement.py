"""How far people agree with each other, and the kit with people."""

from __future__ import annotations

import pandas as pd
import pytest

import kit
from kit import measures
from kit.errors import SheetError
from tests.made_up import ANN, BEN, article, corpus, two_papers


@pytest.fixture(scope="module")
def papers():
    return two_papers(24)


@pytest.fixture(scope="module")
def sheet(papers):
    return kit.sample(papers, "mentions", 20)


def labelled(sheet, *labels):
    """The labels in turn."""
    return sheet.assign(label=pd.array([labels[n % len(labels)] for n in range(len(sheet))], dtype="string"))


def test_two_people_who_agree_agree(sheet):
    found = kit.agreement(labelled(sheet, "person", "misc"), labelled(sheet, "person", "misc"))
    assert found.coefficients.set_index("coefficient")["value"]["krippendorff_alpha"] == 1
    assert found.disagreements.empty


def test_disagreements_are_listed_with_both_answers(sheet):
    found = kit.agreement(labelled(sheet, "person", "person"), labelled(sheet, "person", "misc"))
    assert set(zip(found.disagreements["a"], found.disagreements["b"], strict=True)) == {("person", "misc")}
    assert list(found.disagreements["words"]) == list(sheet.iloc[1::2].sort_values("unit")["words"])
    assert str(found).startswith("The two agree in 50% of 20 rows.")


def test_what_one_has_not_coded_is_counted(sheet):
    half = labelled(sheet, "person")
    half.loc[half.index[:5], "label"] = pd.NA
    assert kit.agreement(half, labelled(sheet, "person")).note == (
        "5 units have no answer from one of the two and are left out."
    )


def test_the_kit_has_precision_and_recall_by_label(papers, sheet):
    """The kit calls all of them persons; people see a place in every second."""
    found = kit.agreement(labelled(sheet, "person", "location"), papers).categories.set_index("label")
    assert found.loc["person", ["n_a", "n_b", "both"]].tolist() == [10, 20, 10]
    assert (found.loc["person", "recall"], found.loc["location", "recall"]) == (1.0, 0.0)
    assert (
        found.loc["person", "precision_low"] < found.loc["person", "precision"] < found.loc["person", "precision_high"]
    )
    assert pd.isna(found.loc["location", "precision"])


def test_recall_and_precision_are_of_all_units_and_not_of_the_sample():
    """Ninety-six of one paper and few of another are drawn alike; each stands for as many as there are."""
    made = corpus([article(n, source="Herald" if n else "Post") for n in range(48)])
    sheet = kit.sample(made, "mentions", 8)
    wrong = (sheet["source"] == "Post").to_numpy(bool)
    coded = sheet.assign(label=["misc" if one else "person" for one in wrong])
    found = kit.agreement(coded, made).categories.set_index("label")
    assert found.loc["person", "precision"] == pytest.approx(94 / 96)


@pytest.mark.parametrize(
    ("other", "message"),
    [
        (lambda sheet, made: sheet, "no unit has an answer from both"),
        (lambda sheet, made: kit.sample(made, "paragraphs", 5), "one sheet is of mentions, the other of paragraphs"),
        (lambda sheet, made: corpus([article(0, "Rain.")]), "none of its units is in this corpus"),
    ],
)
def test_what_cannot_be_compared_is_refused(papers, sheet, other, message):
    with pytest.raises(SheetError, match=message):
        kit.agreement(labelled(sheet, "person"), other(sheet, papers))


def test_without_a_sheet_there_is_a_sentence(papers):
    assert measures.in_words(measures.accuracy(papers)) == [
        "No sample that people coded was given: kit.sample draws one, and coded takes it."
    ]


def test_accuracy_and_disagreements_of_several_sheets_are_told_by_kind(papers, sheet):
    paragraphs = labelled(kit.sample(papers, "paragraphs", 5), "3")
    table = measures.accuracy(papers, [labelled(sheet, "person", "location"), paragraphs])
    assert set(table["of"]) == {"mentions", "paragraphs"}
    assert measures.in_words(table)[0].startswith(
        "mentions, person: 50% of what the kit calls so is so; of what people"
    )
    apart = measures.disagreements(papers, labelled(sheet, "person", "location"))
    assert set(apart["people"]) == {"location"}
    assert "people say location and the kit person (mentions)" in measures.in_words(apart)[0]


def test_two_units_that_are_right_do_not_make_the_kit_sure_to_be(papers):
    """All of few are right: the interval still knows that they are few; of one article there is none."""
    right = labelled(kit.sample(papers, "mentions", 2, by=None), "person")
    few = kit.agreement(right, papers).categories.iloc[0]
    assert (few["precision"], few["precision_high"], few["precision_low"] < 0.2) == (1.0, 1.0, True)
    alone = right.iloc[:1]
    assert pd.isna(kit.agreement(alone, papers).categories.iloc[0]["precision_low"])


def test_coders_who_never_differ_have_no_interval_of_alpha(sheet):
    found = kit.agreement(labelled(sheet, "person", "misc"), labelled(sheet, "person", "misc"))
    rows = found.coefficients.set_index("coefficient")
    assert rows.loc[["cohen_kappa", "krippendorff_alpha"], ["low", "high"]].isna().all(axis=None)
    assert 0.7 < rows.loc["agreement", "low"] < rows.loc["agreement", "high"] == 1
    assert "alpha is 1.00 (no interval: the two never differ)" in str(found)


def test_who_speaks_is_told_of_all_names_together_and_of_no_name_that_is_rare():
    who = [ANN] * 12 + [BEN] * 2
    made = corpus([article(n) for n in range(14)], [{"at": n, "by": one} for n, one in enumerate(who)])
    coded = kit.sample(made, "voices", 14)
    coded["label"] = ["Ben Ito" if int(row.article_id) > 11 else "Ann Lee" for row in coded.itertuples()]
    coded.loc[coded.index[0], "label"] = "nobody named"
    table = measures.accuracy(made, coded)
    assert table.set_index("label")["both"].to_dict() == {"somebody by name": 13, "Ann Lee": 11, "nobody named": 0}
    assert table.attrs["note"] == "1 name on fewer than 5 units is left out."


def test_a_result_shows_itself_and_escapes_what_it_shows():
    made = corpus([article(0, "<b>Ann Lee</b> met Ben Ito.")], sentiment=[{"at": 0, "of": ANN, "score": 0.1}])
    sheet = kit.sample(made, "mentions", 2, by=None)
    sheet["words"] = pd.array(["<script>"] * len(sheet), dtype="string")
    assert "<script>" not in kit.agreement(labelled(sheet, "misc"), made)._repr_html_()
