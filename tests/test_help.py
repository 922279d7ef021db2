"""What help and completion tell: public names alone, every parameter, an example whose output is true."""

from __future__ import annotations

import doctest
import inspect
import re
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

import kit
from kit.measures.records import MEASURES

ROOT = Path(__file__).parent.parent
FUNCTIONS = [name for name in kit.__all__ if inspect.isfunction(getattr(kit, name))]
SLOW = ("report",)
# What needs no words beside its name and type.
PLAIN = {"corpus", "text", "article", "measure", "path"}


def examples(function):
    """The examples of a docstring; progress is for people, and not a part of what is printed."""
    return doctest.DocTestParser().get_doctest(inspect.getdoc(function), {"kit": kit}, function.__name__, None, 0)


def run(function):
    """The failures of its examples, as they are told."""
    told: list[str] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        doctest.DocTestRunner().run(examples(function), out=told.append)
    return "".join(told)


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A folder that holds nothing but the sample article."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow) if name in SLOW else name for name in FUNCTIONS]
)
def test_each_public_function_has_an_example_that_is_true(name, elsewhere):
    if name == "code":
        pytest.importorskip("anywidget")
    function = getattr(kit, name)
    assert examples(function).examples, name
    assert run(function) == ""


def test_each_measure_has_an_example_that_is_true(elsewhere):
    for name, measure in MEASURES.items():
        assert examples(measure.function).examples, name
        assert run(measure.function) == "", name


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_parameter_is_told_of(name):
    doc = inspect.getdoc(getattr(kit, name)) or ""
    for parameter in set(inspect.signature(getattr(kit, name)).parameters) - PLAIN:
        assert re.search(rf"^(?:\w+, )*{parameter}(?:, \w+)*$", doc, re.MULTILINE), parameter


def test_completion_shows_public_names_alone():
    modules = {"corrections", "errors", "export", "formats", "measures", "plots", "schema", "views"}
    assert set(dir(kit)) == set(kit.__all__) | modules
    assert dir(kit.measures) == sorted(kit.measures.__all__)
    assert all(getattr(kit, name) is not None for name in dir(kit))


def test_the_schema_says_what_each_column_means():
    told = repr(kit.schema)
    for table in kit.schema.TABLES.values():
        for column, meaning in table.meanings.items():
            assert re.search(rf"^  {column} +\S.*  {re.escape(meaning)}$", told, re.MULTILINE), (table.name, column)


TAB = """
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell()
shell.run_cell("import kit")
with provisionalcompleter():
    print(*sorted({one.text for one in shell.Completer.completions("kit.", 4)}))
"""


def test_the_tab_key_shows_what_completion_shows():
    done = subprocess.run([sys.executable, "-c", TAB], capture_output=True, text=True, check=True)
    assert done.stdout.split() == dir(kit)
