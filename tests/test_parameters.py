"""What a notebook is given is checked in it, by whichever way it came."""

from __future__ import annotations

import doctest
from pathlib import Path

import nbformat
import pytest

import kit
from kit import parameters
from kit.errors import LoadError
from kit.measures.coders import SheetError, sheets_given
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
        ({"unique": "perhaps"}, r"^unique: found 'perhaps'; give true or false \(count near .*, as in unique=False$"),
        ({"source": ""}, r"^source: found ''; give text \("),
        ({"top": 0}, r"^top: found 0; give a whole number, 1 or more \(.*\), as in top=15$"),
        ({"top": 2.5}, r"^top: found 2\.5; give a whole number"),
        ({"top": "1_0"}, r"^top: found '1_0'; give a whole number"),
        ({"top": "0x10"}, r"^top: found '0x10'; give a whole number"),
        ({"top": 10**30}, r"^top: found 10+; give a whole number from 1 to 1,000,000,000 \("),
        ({"min_n": float("nan")}, r"^min_n: found nan; give a whole number, 1 or more"),
        ({"min_n": "many"}, r"^min_n: found 'many'; give a whole number, 1 or more"),
        ({"words": True}, r"^words: found True; give text or nothing"),
        ({"by": ["source"]}, r"^by: found \['source'\]; give text or nothing"),
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


def test_every_notebook_checks_what_it_was_given_and_reads_its_corpus_in_the_same_words():
    """What is shown of one notebook's source, metadata, aliases, corrections and unique holds for all."""
    cells = [
        next(cell.source for cell in nbformat.read(one.path, as_version=4).cells if "read_corpus" in cell.source)
        for one in find_notebooks()
    ]
    assert len(cells) == 5
    assert set(cells) == {cells[0]}
    assert cells[0].index("check_parameters(globals())") < cells[0].index("read_corpus")


def test_a_name_too_long_for_a_file_is_told_in_a_sentence():
    with pytest.raises(LoadError, match=r"^a+: no such file or folder; check the name$"):
        kit.read_corpus("a" * 5000)


@pytest.mark.parametrize("coded", [",", " , ", "sheet.csv,"])
def test_a_comma_too_many_between_sheets_is_told(coded):
    with pytest.raises(SheetError, match=r"found '.*,.*', with an empty name in it"):
        sheets_given(coded)


def test_the_example_is_true():
    assert doctest.testmod(parameters, extraglobs={"kit": kit}).failed == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("explore", "-p unique false -p words 2024 -r top 5", None),
        (
            "explore",
            "-p top 0",
            "ParameterError: top: found 0; give a whole number, 1 or more (how many to show), as in top=15",
        ),
        (
            "explore",
            "-p by outlet",
            "MeasureError: by='outlet': the articles have no such column; did you mean source?",
        ),
        ("explore", "-p group Nobody", "MeasureError: source='Nobody': no article has it; choose"),
        (
            "actors",
            "-p min_n 1.5",
            "ParameterError: min_n: found 1.5; give a whole number, 1 or more (leave out what occurs less often)",
        ),
        ("actors", "-p aliases none.csv", "LoadError: none.csv: no such file; name a CSV with the columns name, alias"),
        ("quotes", "-p actor Nobody", "MeasureError: actor='Nobody': nobody in the corpus has this name; choose"),
        ("quotes", "-p coded none.csv", "SheetError: none.csv: cannot be read as a coding sheet (no such file)"),
        (
            "sentiment",
            "-p min_n 0",
            "ParameterError: min_n: found 0; give a whole number, 1 or more (leave out what occurs less often)",
        ),
        ("sentiment", "-p group Nobody", "MeasureError: source='Nobody': no article has it; choose"),
        (
            "validate",
            "-p unique 2",
            "ParameterError: unique: found 2; give true or false (count near copies (wire copy) once)",
        ),
        ("validate", "-p coded ,", "SheetError: coded: found ',', with an empty name in it"),
    ],
)
def test_plain_papermill_counts_right_or_ends_with_a_sentence(name, options, said, tmp_path, three):
    import subprocess
    import sys

    three.save(tmp_path / "corpus")
    notebook = Path(kit.__file__).parents[1] / "notebooks" / f"{name}.ipynb"
    command = [
        sys.executable,
        "-m",
        "papermill",
        str(notebook),
        "out.ipynb",
        "-p",
        "source",
        "corpus",
        *options.split(),
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    if said is None:
        assert done.returncode == 0, done.stderr
        content = nbformat.read(tmp_path / "out.ipynb", as_version=4)
        assert not any(output.output_type == "error" for cell in content.cells for output in cell.get("outputs", []))
        return
    assert said in done.stderr
    assert "kit/measures" not in done.stderr
    assert "kit/parameters" not in done.stderr
