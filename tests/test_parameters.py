"""What a notebook is given is checked in it, by whichever way it came."""

from __future__ import annotations

import doctest
from pathlib import Path

import nbformat
import pytest

import kit
from kit import parameters
from kit.parameters import PARAMETERS, ParameterError, check_parameters
from kit.reporting import find_notebooks

COUNTS = {"top", "min_n", "actor", "group", "words", "coded"}  # what these are of, each notebook says for itself


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("unique", "false", False),
        ("unique", "Yes", True),
        ("words", 2024, "2024"),
        ("top", "5", 5),
        ("by", None, None),
        ("by", " ", None),
        ("mine", "false", "false"),
    ],
)
def test_what_papermill_hands_over_becomes_what_the_notebook_takes(name, given, value):
    values = {name: given}
    check_parameters(values)
    assert values == {name: value}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"unique": "perhaps"}, r"^unique: found 'perhaps'; give bool \(count near-.*, as in unique=False$"),
        ({"source": ""}, r"^source: found ''; give str \("),
        ({"top": 0}, r"^top: found 0; give int from 1 on \(.*\), as in top=15$"),
        ({"top": 2.5}, r"^top: found 2\.5; give int"),
        ({"min_n": "many"}, r"^min_n: found 'many'; give int from 1 on"),
        ({"words": True}, r"^words: found True; give str or nothing"),
        ({"by": ["source"]}, r"^by: found \['source'\]; give str or nothing"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(given, message):
    with pytest.raises(ParameterError, match=message):
        check_parameters(given)


def test_the_notebooks_state_the_types_that_are_checked():
    for notebook in find_notebooks():
        for name, stated in notebook.parameters.items():
            known = PARAMETERS[name]
            assert stated.annotation == known.annotation, (notebook.name, name)
            assert name in COUNTS or stated.help == known.help, (notebook.name, name)


def test_the_example_is_true():
    assert doctest.testmod(parameters, extraglobs={"kit": kit}).failed == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-p", "unique", "false", "-p", "words", "2024", "-r", "top", "5"], None),
        (["-p", "top", "0"], "ParameterError: top: found 0; give int from 1 on (how many to show), as in top=15"),
        (["-p", "by", "outlet"], "MeasureError: by='outlet': the articles have no such column; did you mean source?"),
    ],
    ids=["all are read", "a range", "a column"],
)
def test_plain_papermill_counts_right_or_ends_with_a_sentence(options, said, tmp_path, three):
    import subprocess
    import sys

    three.save(tmp_path / "corpus")
    notebook = Path(kit.__file__).parents[1] / "notebooks" / "explore.ipynb"
    command = [sys.executable, "-m", "papermill", str(notebook), "out.ipynb", "-p", "source", "corpus", *options]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    if said is None:
        assert done.returncode == 0, done.stderr
        content = nbformat.read(tmp_path / "out.ipynb", as_version=4)
        assert not any(output.output_type == "error" for cell in content.cells for output in cell.get("outputs", []))
        return
    assert said in done.stderr
    assert "kit/measures" not in done.stderr
    assert "kit/parameters" not in done.stderr
