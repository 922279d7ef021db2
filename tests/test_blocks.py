"""What is written for readers: each block of code is run, and each command, name and path that it tells of exists."""

from __future__ import annotations

import importlib
import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import typer

import kit
from kit.cli import app
from kit.parameters import PARAMETERS

ROOT = Path(__file__).parent.parent
WRITTEN = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "reports/README.md", "kit/models/MODEL_CARD.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "docs" / "tutorials").glob("*.ipynb")),
    *sorted((ROOT / "notebooks").glob("*.ipynb")),
]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"(?<!`)`([^`]+)`(?!`)")
COMMANDS = typer.main.get_command(app).commands
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def written(path: Path) -> str:
    """The words of a page, or of a notebook's markdown cells."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        return text
    return "\n\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "markdown")


def blocks(path: Path, language: str) -> list[str]:
    return [code for kind, code in BLOCK.findall(written(path)) if kind == language]


def commands(path: Path) -> Iterator[str]:
    """Each line of a console, and each piece of code in running text that is a command, without its remark."""
    lines = [line for code in blocks(path, "console") for line in code.splitlines()]
    inline = [" ".join(code.split()) for code in INLINE.findall(BLOCK.sub("", written(path)))]
    for line in [*lines, *(code for code in inline if re.match(r"(kit|make|python -m|pytest|papermill|pip) \S", code))]:
        yield re.sub(r"\s+#.*", "", line)


def missing(command: str) -> str | None:
    """What a command asks for that is not there."""
    words = shlex.split(command)
    options = [word for word in words if word.startswith("-") and word != "-m"]
    if words[0] == "kit":
        known = {option for one in COMMANDS[words[1]].params for option in one.opts} if words[1] in COMMANDS else set()
        return next((word for word in options if word not in known), None if known else words[1])
    if words[0] == "make":
        for word in words[1:]:
            name, is_set, _ = word.partition("=")
            if not re.search(rf"\$\({name}\)" if is_set else rf"^{name}:", MAKEFILE, re.MULTILINE):
                return word
        return None
    if words[0] == "papermill":
        names = [words[at + 1] for at, word in enumerate(words) if word == "-p"]
        return next((name for name in names if name not in PARAMETERS), None)
    if words[0] == "pip":
        extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
            "optional-dependencies"
        ]
        asked = re.findall(r"[a-z]+", " ".join(re.findall(r"\[(.*?)\]", command)))
        return next((extra for extra in asked if extra not in extras), None)
    if words[:2] == ["python", "-m"] and words[2].startswith("training."):
        module = ROOT / f"{words[2].replace('.', '/')}.py"
        code = module.read_text(encoding="utf-8") if module.exists() else ""
        return next((word for word in options if f'"{word}"' not in code), None if code else words[2])
    if words[0] == "pytest":
        return next((word for word in words[1:] if "/" in word and not (ROOT / word).exists()), None)
    # Python's own.
    return None if command in ("python -m venv .venv", "source .venv/bin/activate") else command


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_each_block_says_what_it_is(path):
    text = written(path)
    assert {kind for kind, _ in BLOCK.findall(text)} <= {"python", "console", "csv", "text"}
    # Indented code says nothing of what it is, so that no test would know to run it.
    assert re.findall(r"\n\n( {4}\S.*)", BLOCK.sub("", text)) == []


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_each_command_exists_with_its_options(path):
    assert [(command, what) for command in commands(path) if (what := missing(command))] == []


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_each_name_of_the_package_and_each_path_exists(path):
    told = BLOCK.sub("", written(path)) + "".join(blocks(path, "python"))
    for name in set(re.findall(r"\bkit((?:\.[A-Za-z_]\w*)+)", told)):
        there = kit
        for part in name[1:].split("."):
            if not hasattr(there, part):
                importlib.import_module(f"{there.__name__}.{part}")
            there = getattr(there, part)
    paths = re.findall(r"`((?:kit|docs|tests|training|notebooks|seeds)/[\w/.*]*)`", told)
    assert [one for one in paths if "NAME" not in one and not list(ROOT.glob(one.rstrip("/")))] == []


def test_the_tables_that_are_shown_are_read(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    (table,) = blocks(ROOT / "docs" / "numbers.md", "csv")
    Path("corrections.csv").write_text(table, encoding="utf-8")
    assert kit.read_corpus("seeds/", corrections="corrections.csv").corrections["applied"].tolist() == [True]
    own_articles()
    assert kit.load("my_articles/")["source"].tolist() == ["Harbour Herald", "Morning Star"]


def own_articles() -> None:
    """The folder that the start of the site speaks of."""
    (table,) = blocks(ROOT / "docs" / "index.md", "csv")
    folder = Path("my_articles")
    folder.mkdir()
    (folder / "metadata.csv").write_text(table, encoding="utf-8")
    for name in pd.read_csv(folder / "metadata.csv")["path"]:
        text = f"The mayor, Ann Lee, said on Monday that nobody would touch the {Path(name).stem}."
        (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("path", [path for path in WRITTEN if blocks(path, "console")], ids=lambda path: path.stem)
def test_the_kit_s_own_commands_end_well(path, tmp_path, monkeypatch):
    for name in ("seeds", "archive"):
        shutil.copytree(ROOT / "seeds", tmp_path / name)
    monkeypatch.chdir(tmp_path)
    own_articles()
    program = Path(sys.executable).with_name("kit")
    for command in (line for code in blocks(path, "console") for line in code.splitlines()):
        if command.startswith("kit "):
            words = shlex.split(re.sub(r"\s+#.*", "", command))
            done = subprocess.run([str(program), *words[1:]], capture_output=True, text=True, check=False)
            assert done.returncode == 0, f"{command}\n{done.stderr}"
