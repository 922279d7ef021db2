"""The desk of `kit.code` in a browser: what its keys and buttons ask for, and that words of a sheet stay words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kit
from kit.coding.asking import Coding
from tests.made_up import two_papers

HERE = Path(kit.__file__).parent / "coding"
# What anywidget gives a front end: the state, a way to send, and word of changes.
PAGE = """<div id="el"></div><script type="module">{script}
window.sent = []; let state = {state}; let changed;
window.show = (next) => {{ state = next; changed(); }};
const model = {{ get: () => state, send: (message) => sent.push(message), on: (_, heed) => {{ changed = heed; }} }};
render({{ model, el: document.getElementById("el") }});</script>"""


@pytest.fixture
def desk(browser, tmp_path):
    """A tab with the desk, and the state that it shows."""
    kit.sample(two_papers(4), "mentions", 4, by=None, out=tmp_path / "sheet.csv")
    state = Coding(tmp_path / "sheet.csv").state() | {"before": "<b>Yesterday</b> "}
    script = (HERE / "desk.js").read_text(encoding="utf-8").replace("export default { render };", "")
    tab = browser.new_page()
    tab.set_content(PAGE.format(script=script, state=json.dumps(state)))
    tab.locator(".kit-passage").click(timeout=90_000)
    yield tab, state
    tab.close()


def test_a_key_answers_the_unit_that_is_shown_and_arrows_go_on_and_back(desk):
    tab, state = desk
    for key in ("2", "ArrowLeft", "ArrowRight", "9", "Control+1"):
        tab.keyboard.press(key)
    answer = {"do": "answer", "unit": state["unit"], "label": "organization", "note": None}
    assert tab.evaluate("sent") == [answer, {"do": "back"}, {"do": "next"}]


def test_keys_go_on_with_the_next_unit_and_not_within_a_note(desk):
    tab, state = desk
    tab.evaluate("(next) => show(next)", state | {"unit": "next"})
    tab.keyboard.press("1")
    tab.locator(".kit-note").press_sequentially("in 1999")
    tab.get_by_role("button", name="location").click()
    assert [(one["unit"], one["label"], one["note"]) for one in tab.evaluate("sent")] == [
        ("next", "person", None),
        ("next", "location", "in 1999"),
    ]


def test_names_are_typed_and_entered(desk):
    tab, state = desk
    tab.evaluate("(next) => show(next)", state | {"names": True, "label": "Bo Lee"})
    assert tab.locator(".kit-name").input_value() == "Bo Lee"
    tab.locator(".kit-name").fill("Ann Lee")
    tab.locator(".kit-name").press("Enter")
    assert [one["label"] for one in tab.evaluate("sent")] == ["Ann Lee"]


def test_words_of_a_sheet_stay_words(desk):
    tab, state = desk
    assert tab.locator(".kit-passage").inner_text().startswith("<b>Yesterday</b>")
    assert tab.locator(".kit-passage b").all_inner_texts() == [state["words"]]
