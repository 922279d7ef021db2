"""What is cited is what was done: the articles, the parameters, the measured errors, corrections and the sample."""

import json
from pathlib import Path

import pandas as pd
import pytest
import yaml

import kit

ROOT = Path(__file__).parent.parent
SHEET = ROOT / "training" / "keys" / "seeds_paragraphs.csv"


def test_each_parameter_that_was_given_is_listed_and_no_other(three):
    voices = kit.measures.share_of_voice(three, by="source", since="2024")
    said = kit.cite(three, voices, kit.measures.overview(three)).parameters
    of_voices = said[said["measure"] == "share_of_voice"].set_index("parameter")["value"]
    assert of_voices.to_dict() == {"by": "source", "since": "2024"}
    assert said[said["measure"] == "overview"]["value"].tolist() == ["as they are by default"]
    assert said[said["parameter"] == "number"]["value"].tolist() == ["3"]


def test_a_parameter_given_by_its_place_is_listed_as_well(three):
    said = kit.cite(three, kit.measures.share_of_voice(three, "source")).parameters
    assert said.iloc[-1].tolist() == ["share_of_voice", "by", "source"]


def test_the_errors_are_those_of_the_models_card(three):
    card = json.loads((ROOT / "kit" / "models" / "card.json").read_text(encoding="utf-8"))["methods"]
    accuracy = next(row["value"] for row in card["sentiment"] if row["figure"] == "accuracy")
    said = kit.cite(three, kit.measures.portrayal(three)).paragraph
    assert f"{100 - accuracy:.0f} of 100 portrayals are misjudged" in said
    assert "portrayals" not in kit.cite(three, kit.measures.frequency(three)).paragraph


def test_a_coded_sample_is_named_with_its_size_and_method(seeds):
    table = kit.measures.corrected("overview", seeds, SHEET)
    said = kit.cite(seeds, table)
    assert f"corrected with {table.attrs['coded']} units coded by hand" in said.paragraph
    assert "no coded sample" not in said.paragraph
    assert "We report corrected overview." in said.paragraph
    assert any("PPI++" in one for one in said.references)
    assert "no coded sample corrects them" in kit.cite(seeds).paragraph


def test_the_citation_file_names_this_version_and_each_reference(seeds):
    file = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    titles = [one["title"] for one in file["references"]]
    software, *references = kit.cite(seeds, kit.measures.corrected("overview", seeds, SHEET)).references
    references += kit.cite(seeds).references[1:]
    assert [one for one in references if not any(title in one for title in titles)] == []
    assert file["version"] == kit.__version__
    cited = f"{file['authors'][0]['name']} ({file['date-released'].year}). {file['title']} (version {file['version']})"
    assert software.startswith(cited)


def test_only_what_a_table_rests_on_is_referred_to(seeds):
    said = " ".join(kit.cite(seeds, kit.measures.quote_types(seeds)).references)
    assert [name in said for name in ("Newell", "Hamborg", "Hutto")] == [True, False, False]


def test_corrections_are_counted_with_their_hash(three_articles):
    lines = pd.DataFrame({"article": ["0" * 16], "start": [0], "end": [3], "what": ["no person"], "value": [None]})
    with pytest.warns(UserWarning, match="no longer fit"):
        corpus = kit.annotate(three_articles, corrections=lines, progress=False)
    said = kit.cite(corpus)
    assert "0 of 1 correction made by hand were applied" in said.paragraph
    assert "corrections" in said.parameters["parameter"].tolist()


def test_the_same_gives_the_same_words_and_nothing_of_this_machine(three):
    table = kit.measures.share_of_voice(three)
    assert str(kit.cite(three, table)) == str(kit.cite(three, table))
    assert str(ROOT) not in str(kit.cite(three, table))
    assert kit.cite(three, table)._repr_html_().count("<li>") == sum(
        len(part) for part in (kit.cite(three, table).errors, kit.cite(three, table).references)
    )


@pytest.mark.parametrize("table", [pd.DataFrame({"actor": ["Ann Lee"]}), "share_of_voice"])
def test_what_no_measure_gave_is_named(three, table):
    with pytest.raises(kit.KitError, match=r"cite: table 1: found a (DataFrame|str) that no measure gave"):
        kit.cite(three, table)


def test_a_sample_too_small_to_correct_anything_is_not_said_to_correct(seeds):
    few = pd.read_csv(SHEET)
    few.loc[few.index[3:], "label"] = pd.NA
    table = kit.measures.corrected("overview", seeds, few)
    assert table["corrected"].isna().all()
    said = kit.cite(seeds, table).paragraph
    assert "is corrected with" not in said
    assert "no coded sample corrects them" in said


def test_beside_a_corrected_number_the_others_are_said_not_to_be(seeds):
    table = kit.measures.corrected("overview", seeds, SHEET)
    said = kit.cite(seeds, table, kit.measures.portrayal(seeds)).paragraph
    assert "The other numbers are the model's own" in said
