"""The notebooks that are made into pages: where they are, what they ask, which parameters they take."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from kit.errors import ReportError
from kit.parameters import Parameter

__all__ = ["Notebook", "Parameter", "copy_notebooks", "find_notebooks", "shipped"]

ORDER = ("explore", "actors", "sentiment", "quotes", "validate")
RESERVED = ("index",)


@dataclass(frozen=True)
class Notebook:
    """A notebook that was read and understood, but not run."""

    name: str
    path: Path
    content: Any
    title: str
    parameters: dict[str, Parameter]
    needs: str | None = None  # the parameter without which it has nothing to say
    broken: str | None = None  # why it cannot be run


class Found(NamedTuple):
    """The notebooks of a folder: those that become pages, those that cannot, and the paths of the others."""

    pages: list[Notebook]
    broken: list[Notebook]
    scratch: list[Path]


def shipped() -> Path:
    """The folder of the kit's own notebooks: in the checkout, or in the installed package."""
    package = Path(__file__).parents[1]
    # The wheel has them inside the package, a checkout beside it.
    for folder in (package / "notebooks", package.parent / "notebooks"):
        if any(folder.glob("*.ipynb")):
            return folder
    raise ReportError(f"{package.name}: its notebooks are missing; install the package again")


def find_notebooks(folder: str | Path | None = None) -> list[Notebook]:
    """The notebooks of a folder that become pages, as `sort_out` finds them.

    Errors are those of `sort_out`.
    """
    return sort_out(folder).pages


def sort_out(folder: str | Path | None = None) -> Found:
    """The notebooks of a folder (default: the kit's own), in the order of their pages.

    A page is made of the kit's own and of those that have a cell tagged `parameters`; what else was saved there, to
    try something, is nobody's page. One that is broken keeps no other from its page.

    Raises
    ------
    ReportError
        If there is no such folder, or nothing in it that can be run.
    """
    there = shipped() if folder is None else Path(folder)
    if not there.is_dir():
        raise _misuse(f"{there}: no such folder; give --notebooks a folder with .ipynb files, or leave it out")
    paths = sorted(path for path in there.glob("*.ipynb") if not path.name.startswith("."))
    if not paths:
        raise _misuse(f"{there}: no notebook in it; `kit notebooks {there}` copies some there")
    known = {name: place for place, name in enumerate(ORDER)}
    paths.sort(key=lambda path: (known.get(path.stem, len(known)), path.name))
    found = Found([], [], [])
    for path in paths:
        try:
            content = _content(path)
            if path.stem not in known and not _tagged(content):
                found.scratch.append(path)
            else:
                found.pages.append(read_notebook(path))
        except ReportError as error:
            why = str(error).removeprefix(f"{path}: ")
            found.broken.append(Notebook(path.stem, path, None, path.stem, {}, broken=why))
    if not found.pages and found.broken:
        raise _misuse(f"{found.broken[0].path}: {found.broken[0].broken}")
    if not found.pages:
        mend = "tag the cell with its parameters so, or start from those of `kit notebooks FOLDER`"
        raise _misuse(f"{there}: no notebook in it has a cell tagged parameters; {mend}")
    return found


def read_notebook(path: Path) -> Notebook:
    """One notebook with its title and parameters.

    Raises
    ------
    ReportError
        If it cannot be read, is no notebook, not in Python, or has the name of a page of the report's own.
    """
    if path.stem in RESERVED:
        raise _misuse(f"{path}: a page of this name lists the others; rename the notebook")
    content = _content(path)
    language = content.metadata.get("kernelspec", {}).get("language", "python")
    if language != "python":
        raise _misuse(f"{path}: written in {language}; reports run notebooks in Python")
    needs = content.metadata.get("kit", {}).get("needs")
    return Notebook(path.stem, path, content, _title(content) or path.stem, _parameters(path, content), needs)


def copy_notebooks(folder: str | Path) -> list[Path]:
    """Copy the kit's notebooks into a folder, to change them there; nothing that stands there is overwritten.

    The paths written, by name.

    Raises
    ------
    ReportError
        If one of them is there already, or the folder cannot be written.
    """
    there = Path(folder)
    sources = sorted(shipped().glob("*.ipynb"))
    if present := [path.name for path in sources if (there / path.name).exists()]:
        raise _misuse(f"{there}: {present[0]} already exists; choose another folder, or move it away")
    try:
        there.mkdir(parents=True, exist_ok=True)
        for path in sources:
            (there / path.name).write_bytes(path.read_bytes())
    except OSError as error:
        raise ReportError(f"{there}: cannot be written ({error.strerror}); choose another folder") from error
    return [there / path.name for path in sources]


def _content(path: Path) -> Any:
    import nbformat

    try:
        content = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        # Before a kernel is started for it.
        nbformat.validate(content)
    except OSError as error:
        raise ReportError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
    except Exception as error:
        raise _misuse(f"{path}: not a Jupyter notebook ({_one_line(error)}); open and save it in JupyterLab") from error
    return content


def _tagged(content: Any) -> list[Any]:
    """Its cells with parameters."""
    return [cell for cell in content.cells if "parameters" in cell.metadata.get("tags", [])]


def _title(content: Any) -> str | None:
    """From the notebook's metadata, else its first heading."""
    if isinstance(title := content.metadata.get("title"), str) and title.strip():
        return title.strip()
    for cell in content.cells:
        if cell.cell_type == "markdown" and (found := re.search(r"^#\s+(.+)", cell.source, re.M)):
            return found[1].strip()
    return None


def _parameters(path: Path, content: Any) -> dict[str, Parameter]:
    """What the parameters cell assigns. papermill's own reader overlooks `name: str | None = None`."""
    cells = _tagged(content)
    if not cells:
        return {}
    source = cells[0].source
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise _misuse(
            f"{path}: its parameters cell is not Python ({error.msg}, line {error.lineno}); correct it"
        ) from error
    helps = {
        token.start[0]: token.string.lstrip("# ").strip()
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    found = {}
    for line in tree.body:
        target = (
            line.target
            if isinstance(line, ast.AnnAssign)
            else line.targets[0]
            if isinstance(line, ast.Assign)
            else None
        )
        value = getattr(line, "value", None)
        if not isinstance(target, ast.Name) or value is None:
            continue
        annotation = ast.unparse(line.annotation) if isinstance(line, ast.AnnAssign) else ""
        try:
            default = ast.literal_eval(value)
        except ValueError:
            default = None
        found[target.id] = Parameter(target.id, annotation, default, helps.get(line.end_lineno or line.lineno, ""))
    return found


def _misuse(message: str) -> ReportError:
    error = ReportError(message)
    error.exit_code = 2
    return error


def _one_line(error: BaseException) -> str:
    return str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
