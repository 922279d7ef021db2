"""The one-way flow: a module imports only from modules to its left."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kit"
FLOW = [
    {"errors"},
    {"schema"},
    {"formats", "text"},
    {"tagger"},
    {"quotes"},
    {"actors"},
    {"sentiment"},
    {"corpus"},
    {"pipeline"},
    {"measures"},
    {"views"},
    {"plots"},
    {"reporting", "export"},
    {"cli"},
]
LEVEL = {name: level for level, names in enumerate(FLOW) for name in names}


def imported(path: Path) -> set[str]:
    """The modules of kit that a file imports, also inside functions; not those for type checkers alone."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            node.body = []
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "kit":
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("kit.")}
    return found & set(LEVEL)


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(PACKAGE.rglob("*.py")) if path.parent != PACKAGE or path.stem in LEVEL],
    ids=lambda path: path.relative_to(PACKAGE).as_posix(),
)
def test_modules_import_only_from_their_left(path):
    here = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    backward = {name for name in imported(path) if name != here and LEVEL[name] >= LEVEL[here]}
    assert here in LEVEL, f"{here} has no place in the flow; give it one in FLOW"
    assert not backward, f"{path.name} imports {backward}, which stand to its right or beside it"


def test_importing_kit_imports_nothing_heavy():
    heavy = "{'pandas', 'numpy', 'duckdb', 'nltk', 'matplotlib', 'onnxruntime', 'typer'}"
    code = f"import sys, kit; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_is_there():
    import kit

    assert [name for name in kit.__all__ if getattr(kit, name, None) is None] == []
