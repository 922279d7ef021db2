"""The tables that answer questions: in memory, written into a folder when a run ends, saved, and opened."""

from __future__ import annotations

import hashlib
import json
import shutil
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from kit import schema
from kit.corrections.reading import COLUMNS
from kit.errors import CorpusError
from kit.store import database
from kit.store.batches import Written, copy_options, parquet, scan
from kit.store.folder import (
    BATCHES,
    LOCK,
    content_name,
    finished,
    is_corpus,
    read_manifest,
    scratch,
    write_manifest,
    writing,
)
from kit.store.relations import answered, fill_tables, further_columns, left_out, own_relations, place_articles
from kit.store.versions import join_version

if TYPE_CHECKING:
    import duckdb

__all__ = ["finish", "in_memory", "open_folder", "save_folder"]

IDS = "ids"  # beside the tables: every id that was ever given, and by what own actor it is known again
MEMORY = ("96MB", "384MB", "1536MB", "75%")  # what DuckDB may hold before it writes to the disk; the next if too little


@dataclass(frozen=True)
class Told:
    """What the user says of the articles: names that are one, and corrections."""

    aliases: pd.DataFrame | None = None
    corrections: pd.DataFrame | None = None

    @classmethod
    def of(cls, manifest: Mapping[str, Any]) -> Told:
        """What the run that wrote a folder was told."""
        aliases, corrections = manifest.get("aliases"), manifest.get("corrections")
        columns = ["name", "alias", "apart"]
        return cls(
            None
            if aliases is None
            else pd.DataFrame([[*row, None][:3] for row in aliases], columns=columns, dtype="string"),
            None if corrections is None else pd.DataFrame(corrections, columns=list(COLUMNS)).astype(COLUMNS),
        )


def finish(
    folder: Path,
    order: Sequence[str],
    skips: Sequence[Mapping[str, Any]],
    *,
    aliases: pd.DataFrame | None = None,
    corrections: pd.DataFrame | None = None,
    by_date: bool = False,
) -> None:
    """Join the actors of all batches, write the tables that answer questions, and declare the corpus complete.

    Nothing is written where the tables that are there were made of the same batches, by the same rules of joining, and
    for a run that was told the same.

    Parameters
    ----------
    order, by_date
        See `kit.store.relations.place_articles`.
    skips
        What was left out on the way, as rows of `skipped`.
    aliases
        The user's table of names that are one.
    corrections
        The user's corrections.
    """
    batches = scan(folder)
    manifest = read_manifest(folder)
    tables = [None if table is None else table.to_csv(index=False) for table in (aliases, corrections)]
    told = json.dumps([order, list(map(dict, skips)), by_date, *tables])
    # All that the tables are made of: the same state, joined by the same rules, gives the same bytes.
    state = hashlib.sha256("\x1f".join([*(batch.name for batch in batches), told]).encode()).hexdigest()
    joined_so = manifest.get("state") == state and manifest.get("join") == join_version()
    if joined_so and (folder / str(manifest["tables"])).is_dir():
        return
    told_by = Told(aliases, corrections)
    name = _written(folder, batches, manifest["tables"], order, skips, told_by, by_date=by_date)
    _declare(folder, batches, name, state, told_by)


def in_memory(
    frames: Sequence[pd.DataFrame],
    rows: Mapping[str, list[dict[str, Any]]],
    order: Sequence[str],
    skips: Sequence[Mapping[str, Any]],
    left: Mapping[str, str],
    aliases: pd.DataFrame | None,
    corrections: pd.DataFrame | None = None,
) -> duckdb.DuckDBPyConnection:
    """A database with the tables of annotated articles, actors joined.

    Parameters
    ----------
    frames, rows
        The articles, batch by batch, and their rows by table, with the articles' own actor keys.
    order
        Every `article_id` in the order of loading.
    skips, left
        What was left out on the way, as rows of `skipped`; and the articles that have no rows, with the reason.
    aliases, corrections
        The user's table of names that are one, and the user's corrections.
    """
    connection = database.connect()
    known = schema.OWN_TABLES["articles"]
    # Without their position, which hangs on what else is loaded, and is given below.
    articles = known.conform(pd.concat(frames, ignore_index=True).drop(columns="position", errors="ignore"))
    articles = database.plain_types(articles, known)
    for name, table in schema.OWN_TABLES.items():
        frame = articles if name == "articles" else table.frame(rows.get(name, ()))
        database.create(connection, f"own_{name}", frame, database.selection(table, frame))
    further = further_columns(
        [column for column in frame.columns if column not in schema.ARTICLES.columns] for frame in frames
    )
    place_articles(connection, order, None, by_date=False)
    fill_tables(connection, further, [*skips, *left_out(connection, left)], aliases, None, corrections)
    return answered(connection)


def open_folder(
    folder: Path, aliases: pd.DataFrame | None = None, corrections: pd.DataFrame | None = None
) -> tuple[duckdb.DuckDBPyConnection, bool]:
    """A database with the tables of a folder, and whether the run that wrote it came to its end.

    The tables of a finished folder are read when asked for; if its actors were joined by other rules than this kit's,
    it is first joined anew. With other aliases or corrections than those that it was annotated with, where the run was
    stopped, and where a folder that is to be joined anew cannot be written, the batches that are there are joined in
    memory.

    Raises
    ------
    CorpusError
        If the folder is no corpus, is damaged, or was made by another schema or model.
    """
    import duckdb

    manifest = read_manifest(folder)
    try:
        # Tables on disk were made with what the run that wrote them was told; others are never written over these.
        if aliases is not None or corrections is not None or not manifest["complete"]:
            # What is given anew replaces only its own kind: other aliases leave the corrections of the run as they
            # were.
            former = Told.of(manifest)
            given = Told(
                former.aliases if aliases is None else aliases,
                former.corrections if corrections is None else corrections,
            )
            return _from_batches(folder, manifest, given), bool(manifest["complete"])
        if _joined_by_others(folder, manifest):
            warnings.warn(
                f"{folder}: its actors were joined by another kit's rules, and are now by this one's", stacklevel=3
            )
            try:
                manifest = _join_anew(folder)
            except (CorpusError, OSError, duckdb.IOException):  # held by a process that writes it, or not ours to write
                return _from_batches(folder, manifest, Told.of(manifest)), True
        connection = database.connect()
        for name in schema.TABLES:
            source = parquet(folder / manifest["tables"] / name)
            connection.execute(f"create view {name} as select * from read_parquet({source})")
        return connection, True
    except duckdb.Error as error:
        reason = str(error).partition("\n")[0].rstrip(".")
        raise CorpusError(f"{folder}: damaged ({reason}); annotate the articles again into a new folder") from error


def save_folder(folder: Path, ask: Callable[[str], object], *, articles: int, complete: bool) -> None:
    """Write the tables, actors joined, into a folder; a corpus saved there before is replaced as a whole.

    Parameters
    ----------
    ask
        Runs SQL over the tables.
    articles, complete
        How many there are, and whether the run that annotated them came to its end.

    Raises
    ------
    CorpusError
        If the folder holds anything else, or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if is_corpus(folder):
            if (folder / BATCHES).exists():
                # Batches hold what was found before the join; a saved table in their place would be a folder that
                # cannot grow.
                raise CorpusError(f"{folder}: holds the batches of an annotation; save into another folder")
        # Only what a run of ours leaves half-written: nobody else's file is ever deleted.
        elif any(not path.name.startswith((LOCK, ".writing-", "tables-")) for path in folder.iterdir()):
            raise CorpusError(f"{folder}: holds other files; save into a new or an empty folder")
        with scratch(folder) as place:
            for name, table in schema.TABLES.items():
                ask(f"copy ({database.in_order(table)}) to {parquet(place / name)} {copy_options(name)}")
            name = f"tables-{content_name(place)}"
            finished(place, folder / name)
        write_manifest(folder, {"complete": complete, "articles": articles, "tables": name})
    except OSError as error:
        raise CorpusError(f"{folder}: cannot be written ({error.strerror or error}); name another folder") from error
    # After the manifest names the new tables: a reader in between finds either the old ones or these.
    _forget_others(folder, name)


def _written(
    folder: Path,
    batches: Sequence[Written],
    former: str | None,
    order: Sequence[str],
    skips: Sequence[Mapping[str, Any]],
    given: Told,
    *,
    by_date: bool,
) -> str:
    """Write the tables that answer questions, in as little memory as they can do with; the name of their folder."""
    import duckdb

    for limit in MEMORY:
        connection = database.connect()  # another each time: one that ran out of memory keeps what it holds
        try:
            # Apart: the name of the finished folder is counted from its files, and what spilled to the disk is none of
            # them.
            with scratch(folder) as place, scratch(folder) as files:
                connection.execute(f"set memory_limit = '{limit}'")
                connection.execute("set temp_directory = $place", {"place": str(place / "spill")})
                _join(connection, folder, batches, former, order, skips, given, by_date=by_date)
                for name in schema.TABLES:
                    connection.execute(f"copy (from answer_{name}) to {parquet(files / name)} {copy_options(name)}")
                connection.execute(f"copy (from ids) to {parquet(files / IDS)} {copy_options(IDS)}")
                name = f"tables-{content_name(files)}"
                finished(files, folder / name)
                return name
        except duckdb.OutOfMemoryException:
            if limit == MEMORY[-1]:
                raise
        finally:
            connection.close()
    raise AssertionError


def _from_batches(folder: Path, manifest: Mapping[str, Any], given: Told) -> duckdb.DuckDBPyConnection:
    """The batches that are there, actors joined now, in memory."""
    if not (folder / BATCHES).is_dir():
        raise CorpusError(
            f"{folder}: was written by save, which keeps joined actors only; give aliases and corrections to annotate"
        )
    connection = database.connect()
    batches, former = scan(folder), manifest["tables"]
    skips = _former_skips(folder, former, batches)
    _join(connection, folder, batches, former, (), skips, given, by_date=not former)
    return answered(connection)


def _joined_by_others(folder: Path, manifest: Mapping[str, Any]) -> bool:
    """Whether the folder's links are of another version of the join, and there are batches to make them of."""
    return manifest.get("join") != join_version() and (folder / BATCHES).is_dir()


def _join_anew(folder: Path) -> dict[str, Any]:
    """Write the tables of a finished folder again, in the order and with the aliases that they have; its new facts."""
    with writing(folder):
        manifest = read_manifest(folder)  # again, under the lock: another process may have done it meanwhile
        if _joined_by_others(folder, manifest) and manifest["complete"]:
            batches, former, given = scan(folder), manifest["tables"], Told.of(manifest)
            skips = _former_skips(folder, former, batches)
            name = _written(folder, batches, former, (), skips, given, by_date=False)
            _declare(folder, batches, name, manifest["state"], given)
        return read_manifest(folder)


def _former_skips(folder: Path, former: str | None, batches: Sequence[Written]) -> list[dict[str, Any]]:
    """The rows of `skipped` in the tables that are there, but for those that the batches themselves tell."""
    if not former:
        return []
    source = parquet(folder / former / "skipped")
    answer = database.connect().execute(f"select path, item, reason from read_parquet({source})").fetchall()
    # A batch tells again which of its articles have no rows, so that a reason counts once.
    here = {key for batch in batches for key in batch.ids}
    return [dict(zip(("path", "item", "reason"), row, strict=True)) for row in answer if row[1] not in here]


def _declare(folder: Path, batches: Sequence[Written], name: str, state: str, given: Told) -> None:
    """Say that the folder is complete, and by what its tables were made; delete those that they replace."""
    facts = {
        "complete": True,
        "articles": sum(len(batch.marks) for batch in batches),
        "tables": name,
        "state": state,
        "join": join_version(),
        "aliases": _as_lists(given.aliases),
        "corrections": _as_lists(given.corrections),
    }
    write_manifest(folder, facts)
    _forget_others(folder, name)


def _as_lists(table: pd.DataFrame | None) -> list[list[Any]] | None:
    return None if table is None else table.astype(object).where(table.notna(), None).to_numpy().tolist()


def _join(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    batches: Sequence[Written],
    former: str | None,
    order: Sequence[str],
    skips: Sequence[Mapping[str, Any]],
    given: Told,
    *,
    by_date: bool,
) -> None:
    """Make the relations `answer_…` of these batches; `former` names the tables whose order new articles go after."""
    further = own_relations(connection, folder, batches)
    before = held = None
    if former and (folder / former / f"{IDS}.parquet").exists():
        # So that somebody keeps the id that notes and corrections already cite, whoever comes to the corpus after.
        held = connection.execute(f"from read_parquet({parquet(folder / former / IDS)})").df()
    if former and (folder / former / "articles.parquet").exists():
        source = parquet(folder / former / "articles")
        before = connection.execute(f"select article_id, position as place from read_parquet({source})").df()
    place_articles(connection, order, before, by_date=by_date)
    reasons = {key: reason for batch in batches for key, reason in batch.left.items()}
    fill_tables(connection, further, [*skips, *left_out(connection, reasons)], given.aliases, held, given.corrections)


def _forget_others(folder: Path, name: str) -> None:
    """Delete the tables that these have replaced."""
    for old in folder.glob("tables-*"):
        if old.name != name:
            # Where another process still reads them, a system that locks open files leaves them; the next run takes
            # them away.
            shutil.rmtree(old, ignore_errors=True)
