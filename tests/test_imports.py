"""The one-way flow: a package imports only from packages to its left, and no modules stand in a circle."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kit"
FLOW = [
    {"errors"},
    {"parameters", "progress"},
    {"schema"},
    {"by_hand", "writing"},
    {"lexicon"},
    {"text"},
    {"formats", "tagger"},
    {"quotes"},
    {"actors"},
    {"identities"},
    {"sentiment"},
    {"corrections"},
    {"store"},
    {"corpus"},
    {"pipeline"},
    {"coding"},
    {"measures"},
    {"views"},
    {"plots"},
    {"exploring"},
    {"export"},
    {"reporting"},
    {"cli"},
]
LEVEL = {name: level for level, names in enumerate(FLOW) for name in names}


def modules(package: Path) -> dict[str, Path]:
    """Every module below a folder by its dotted name; a package goes by the name of its folder."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(name: str, path: Path, known: Iterable[str]) -> set[str]:
    """The modules among `known` that a file imports: at its top, inside functions, or for type checkers alone.

    `from kit import schema` is an import of `kit.schema`. What Python runs by itself on the way (`kit/__init__.py`
    before `kit.schema`) is none, nor is the package's version, which its first lines know.
    """
    known = set(known)
    here = name.split(".") if path.stem == "__init__" else name.split(".")[:-1]
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = here[: len(here) - node.level + 1] if node.level else []
            source = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                inner = f"{source}.{alias.name}"
                found |= {inner} if inner in known else {source} if alias.name != "__version__" else set()
    return (found & known) - {name}


def circles(arrows: Mapping[str, set[str]]) -> list[list[str]]:
    """Modules from each of which a way of imports leads back to it, group by group, each as one such way."""
    reach: dict[str, set[str]] = {}
    for start in arrows:
        ahead, seen = list(arrows[start]), set()
        while ahead:
            if (one := ahead.pop()) not in seen:
                seen.add(one)
                ahead += arrows[one]
        reach[start] = seen
    groups = {frozenset(b for b in reach[a] if a in reach[b]) for a in arrows if a in reach[a]}
    return [_way(min(group), arrows) for group in sorted(groups, key=min)]


def _way(start: str, arrows: Mapping[str, set[str]]) -> list[str]:
    """The shortest way of imports from a module back to it."""
    ways: list[list[str]] = [[start]]
    seen: set[str] = set()
    for way in ways:
        for name in sorted(arrows[way[-1]] - seen):
            if name == start:
                return [*way, start]
            seen.add(name)
            ways.append([*way, name])
    return []


def graph(package: Path) -> dict[str, set[str]]:
    known = modules(package)
    return {name: imported(name, path, known) for name, path in known.items()}


def test_packages_import_only_from_their_left():
    arrows = graph(PACKAGE)
    rooms = {name: name.split(".")[1] for name in arrows if "." in name}
    assert set(rooms.values()) == set(LEVEL), "a package without a place in the flow; give it one in FLOW"
    backward = [
        f"{name} imports {other}, which stands to its right or beside it"
        for name, room in rooms.items()
        for other in sorted(arrows[name] & set(rooms))
        if rooms[other] != room and LEVEL[rooms[other]] >= LEVEL[room]
    ]
    assert not backward, "\n".join(backward)


def test_no_modules_stand_in_a_circle():
    found = circles(graph(PACKAGE))
    assert not found, "\n".join(f"a circle of imports: {' → '.join(way)}" for way in found)


@pytest.mark.parametrize(
    ("line", "way"),
    [
        ("from made.inner.one import ONE", ["made.inner.one", "made.inner.two", "made.inner.one"]),
        ("def late():\n    from made.inner import one", ["made.inner.one", "made.inner.two", "made.inner.one"]),
        (
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .one import ONE",
            ["made.inner.one", "made.inner.two", "made.inner.one"],
        ),
        ("from made.inner import three", None),
    ],
    ids=["at the top", "in a function", "for type checkers", "no circle"],
)
def test_a_circle_is_named_wherever_its_imports_stand(tmp_path, line, way):
    inner = tmp_path / "made" / "inner"
    inner.mkdir(parents=True)
    (inner / "__init__.py").write_text("from made.inner.one import ONE")
    (inner / "one.py").write_text("import made.inner.two\nfrom made import __version__\nONE = 1")
    (inner / "two.py").write_text(line)
    (inner / "three.py").write_text("")
    (inner.parent / "__init__.py").write_text("import made.inner")
    assert circles(graph(tmp_path / "made")) == ([way] if way else [])


def test_importing_kit_imports_nothing_heavy():
    heavy = "{'pandas', 'numpy', 'duckdb', 'nltk', 'matplotlib', 'onnxruntime', 'typer', 'anywidget'}"
    code = f"import sys, kit; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_is_there():
    import kit

    assert [name for name in kit.__all__ if getattr(kit, name, None) is None] == []
