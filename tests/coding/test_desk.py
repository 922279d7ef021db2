"""Coding unit by unit: what an answer does, what is kept, and what two who code at a time do to each other."""

from __future__ import annotations

import json
import threading

import pandas as pd
import pytest

import kit
from kit.coding.asking import Coding
from kit.coding.saving import save_answer
from kit.errors import SheetError
from tests.made_up import two_papers

openpyxl = pytest.importorskip("openpyxl")


@pytest.fixture(scope="module")
def papers():
    return two_papers(8)


@pytest.fixture(params=["csv", "xlsx"])
def sheet(request, papers, tmp_path):
    place = tmp_path / f"sheet.{request.param}"
    kit.sample(papers, "mentions", 6, by=None, out=place)
    return place


def labels(place):
    return kit.read_sheet(place)["label"].fillna("").tolist()


def answer(coding, label, **more):
    coding.heed({"do": "answer", "unit": coding.state()["unit"], "label": label, **more})


def test_each_answer_is_in_the_file_before_the_next_unit_is_shown(sheet):
    coding = Coding(sheet, coder="AB")
    answer(coding, "person", note="=sure")
    assert labels(sheet)[0] == "person"
    assert (coding.state()["at"], coding.state()["coded"]) == (2, 1)
    assert kit.read_sheet(sheet)["coder"][0] == "AB"
    assert kit.read_sheet(sheet)["note"][0].endswith("=sure")


def test_one_goes_on_where_one_left_off(sheet):
    first = Coding(sheet)
    answer(first, "person")
    answer(first, "location")
    assert Coding(sheet).state()["at"] == 3


def test_one_can_go_back_and_answer_otherwise(sheet):
    coding = Coding(sheet)
    answer(coding, "person")
    coding.heed({"do": "back"})
    assert coding.state()["label"] == "person"
    answer(coding, "misc")
    assert labels(sheet)[0] == "misc"
    assert coding.state()["at"] == 2


def test_nothing_else_on_the_sheet_changes(sheet):
    before = kit.read_sheet(sheet)
    answer(Coding(sheet), "person")
    after = kit.read_sheet(sheet)
    pd.testing.assert_frame_equal(after.drop(columns="label"), before.drop(columns="label"))


def test_a_workbook_keeps_its_bold_words_and_its_lists(papers, tmp_path):
    place = tmp_path / "sheet.xlsx"
    kit.sample(papers, "mentions", 3, by=None, out=place)
    answer(Coding(place), "person")
    workbook = openpyxl.load_workbook(place, rich_text=True)
    assert [page.title for page in workbook.worksheets] == ["units", "codebook"]
    assert any(getattr(getattr(part, "font", None), "b", False) for part in workbook["units"]["A2"].value)
    assert len(workbook["units"].data_validations.dataValidation) == 1


def test_columns_that_somebody_added_stay(papers, tmp_path):
    place = tmp_path / "sheet.csv"
    drawn = kit.sample(papers, "mentions", 3, by=None)
    drawn.assign(mine=["a", "b\nc", "=d"]).to_csv(place, index=False)
    answer(Coding(place), "person")
    assert pd.read_csv(place)["mine"].tolist() == ["a", "b\nc", "=d"]


def test_the_desk_does_not_tell_what_the_kit_answers(sheet):
    state = Coding(sheet).state()
    assert json.loads(json.dumps(state)) == state
    assert state["label"] is None
    assert not {"answer", "confidence", "stratum", "probability"} & set(state)


def test_a_key_pressed_twice_answers_one_unit(sheet):
    coding = Coding(sheet)
    pressed = {"do": "answer", "unit": coding.state()["unit"], "label": "person"}
    coding.heed(pressed)
    coding.heed(pressed)
    assert labels(sheet).count("person") == 1


@pytest.mark.parametrize("label", ["", "persons", None, "=1"])
def test_what_is_no_answer_is_told_and_not_saved(sheet, label):
    coding = Coding(sheet)
    answer(coding, label)
    assert coding.state()["message"].startswith("Not an answer: choose one of person, organization")
    assert set(labels(sheet)) == {""}


def test_two_tabs_lose_nothing(sheet):
    one, other = Coding(sheet), Coding(sheet)
    other.heed({"do": "next"})
    answer(one, "person")
    answer(other, "location")
    assert labels(sheet)[:2] == ["person", "location"]


def test_of_two_answers_to_one_unit_the_second_is_asked_for_again(sheet):
    one, other = Coding(sheet), Coding(sheet)
    answer(one, "person")
    answer(other, "location")
    assert labels(sheet)[0] == "person"
    assert other.state()["message"].startswith("Not saved: this unit was answered “person” elsewhere meanwhile.")
    answer(other, "location")
    assert labels(sheet)[0] == "location"


def test_many_who_write_at_a_time_lose_nothing(papers, tmp_path):
    place = tmp_path / "sheet.csv"
    units = list(kit.sample(papers, "mentions", 12, by=None, out=place)["unit"])
    writers = [threading.Thread(target=save_answer, args=(place, unit, {"label": "misc"}, None)) for unit in units]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert labels(place) == ["misc"] * len(units)


def test_names_are_taken_where_names_are_asked_for(papers, tmp_path):
    place = tmp_path / "sheet.csv"
    kit.sample(papers, "voices", 3, by=None, out=place)
    answer(Coding(place), "Ann Lee")
    assert labels(place)[0] == "Ann Lee"


def test_numbers_are_their_own_keys(papers, tmp_path):
    place = tmp_path / "sheet.csv"
    kit.sample(papers, "paragraphs", 3, by=None, out=place)
    keys = {one["label"]: one["key"] for one in Coding(place).state()["answers"]}
    assert (keys["0"], keys["7"], keys["12"]) == ("0", "7", "")


def test_a_sheet_that_is_gone_is_told_and_the_desk_stays(sheet):
    coding = Coding(sheet)
    sheet.unlink()
    answer(coding, "person")
    assert coding.state()["message"].startswith("Not saved. ")
    assert coding.state()["at"] == 1


def test_a_table_has_no_file_to_save_to(papers):
    with pytest.raises(SheetError, match="answers are saved in a file; give the sheet"):
        kit.code(kit.sample(papers, "mentions", 3, by=None))


def test_the_widget_shows_the_state_and_heeds_messages(sheet):
    pytest.importorskip("anywidget")
    desk = kit.code(sheet)
    desk._handle_custom_msg({"do": "answer", "unit": desk.state["unit"], "label": "person"}, [])
    assert (desk.state["coded"], labels(sheet)[0]) == (1, "person")
