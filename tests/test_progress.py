"""Progress is told where somebody looks: a widget in a notebook, text where there are no widgets, else nothing."""

from __future__ import annotations

import importlib.util
import sys
import types

import pandas as pd
import pytest
import tqdm
import tqdm.notebook

import kit
from kit.progress import Bar, bars_here


@pytest.fixture
def in_a_notebook(monkeypatch):
    """What a kernel looks like to the kit."""
    monkeypatch.setitem(sys.modules, "ipykernel", types.ModuleType("ipykernel"))


@pytest.fixture
def without_widgets(monkeypatch):
    """An environment in which ipywidgets is not installed."""
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ipywidgets" else real(name))


def test_a_notebook_without_widgets_gets_text_with_elapsed_rate_and_remaining(in_a_notebook, without_widgets, capsys):
    with Bar(4, shown=True) as bar:
        bar.step(2)
        bar.say("join")
    said = capsys.readouterr().err
    assert "annotate:   0%" in said
    assert "join:  50%" in said
    assert " articles" in said
    assert "00:00<" in said


def test_a_notebook_with_widgets_gets_a_widget(in_a_notebook):
    pytest.importorskip("ipywidgets")
    assert bars_here() is tqdm.notebook.tqdm


def test_nothing_is_drawn_where_nobody_looks(capsys):
    with Bar(4, shown=True) as bar:
        bar.step()
    assert bars_here() is None
    assert capsys.readouterr().err == ""


def test_annotating_and_loading_tell_how_far_they_are(in_a_notebook, without_widgets, capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(kit.formats, "SOON", 0)
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"Ann Lee of {name} left on a day in May. It rained on all of us.")
    articles = kit.load(tmp_path)
    assert "load:   0%|" in capsys.readouterr().err
    kit.annotate(pd.concat([articles]), cache=False)
    said = capsys.readouterr().err
    assert "annotate:" in said
    assert "join who is one across articles:" in said
