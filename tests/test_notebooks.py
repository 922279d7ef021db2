import ast
import json
import re
import shutil
from pathlib import Path

import nbformat
import pytest

from kit.reporting.notebooks import sort_out

FOLDER = Path(__file__).parents[1] / "notebooks"
TEMPLATE = FOLDER / "my_own_corpus.ipynb"
NOTEBOOKS = sorted(path for path in FOLDER.glob("*.ipynb") if path != TEMPLATE)
SHARED = ["source", "metadata", "aliases", "by", "top", "unique"]


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    content = nbformat.read(request.param, as_version=4)
    nbformat.validate(content)
    return content


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_there_is_one_for_each_question():
    assert [path.stem for path in NOTEBOOKS] == ["actors", "explore", "quotes", "sentiment", "validate"]


def test_one_cell_is_tagged_parameters_and_each_of_its_lines_says_what_it_is_for(notebook):
    (cell,) = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    assert all(re.fullmatch(r"\w+: [\w |]+ = .+  # .{5,}", line) for line in cell.source.split("\n"))
    assert set(SHARED) <= {line.target.id for line in ast.parse(cell.source).body}


def test_it_is_committed_without_outputs(notebook):
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code(notebook))


def test_its_cells_are_numbered_in_order(notebook):
    ids = [cell.id for cell in notebook.cells]
    assert ids == [f"{ids[0].rpartition('-')[0]}-{number:02d}" for number in range(len(ids))]


def test_a_cell_is_one_idea_and_defines_nothing(notebook):
    for cell in code(notebook):
        # Parameters are one a line, however many there are.
        assert "parameters" in cell.metadata.get("tags", []) or len(cell.source.split("\n")) < 10
        assert not any(
            isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Lambda)) for node in ast.walk(ast.parse(cell.source))
        )


def test_nothing_is_written_and_nothing_but_the_kit_is_imported(notebook):
    source = "\n".join(cell.source for cell in code(notebook))
    assert re.findall(r"^(?:import|from) .+", source, re.M) == ["import kit"]
    assert not re.search(r"open\(|\.save|to_csv|to_parquet|write", source)


def test_every_heading_is_a_question(notebook):
    headings = [
        line
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for line in cell.source.split("\n")
        if line.startswith("#")
    ]
    assert all(heading.endswith("?") for heading in headings)
    assert [heading.startswith("# ") for heading in headings].count(True) == 1
    assert headings[-2:] == ["## What does this show?", "## How far can it be trusted?"]


def test_its_title_is_its_question(notebook):
    assert notebook.cells[0].source.startswith(f"# {notebook.metadata['title']}\n")


def test_the_kernel_is_the_one_every_machine_has(notebook):
    assert notebook.metadata["kernelspec"]["name"] == "python3"


@pytest.mark.parametrize("path", [*NOTEBOOKS, TEMPLATE], ids=lambda path: path.stem)
def test_the_file_is_written_the_way_jupyter_writes_it(path):
    text = path.read_text(encoding="utf-8")
    assert json.dumps(json.loads(text), indent=1, ensure_ascii=False) + "\n" == text


def test_the_template_leads_from_a_folder_to_a_report_in_five_cells_and_is_no_page():
    content = nbformat.read(TEMPLATE, as_version=4)
    nbformat.validate(content)
    cells = code(content)
    assert len(cells) == 5
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells)
    assert "kit.load(folder)" in cells[0].source
    assert "kit.report(corpus" in cells[-1].source
    found = sort_out(FOLDER)
    assert (TEMPLATE.name in [path.name for path in found.scratch], found.broken) == (True, [])


@pytest.mark.slow
def test_the_template_runs_where_it_lies(tmp_path, monkeypatch):
    (tmp_path / "notebooks").mkdir()
    shutil.copytree(FOLDER.parent / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path / "notebooks")
    names: dict[str, object] = {}
    for cell in code(nbformat.read(TEMPLATE, as_version=4)):
        exec(compile(cell.source, TEMPLATE.name, "exec"), names)
    assert (tmp_path / "my_report" / "index.html").exists()
    assert len(names["seen"].table) > 5
