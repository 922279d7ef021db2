"""A function that loads bytes as a file of some name."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kit import formats

Rows = tuple[list[dict[str, Any]], list[str]]


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Rows]:
    """Articles and reasons of the skip list for bytes under a file name."""

    def read_bytes(name: str, data: bytes | str, **options: Any) -> Rows:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        skipped: list[dict[str, Any]] = []
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            rows = list(formats.stream(path, skipped=skipped, **options))
        return rows, [row["reason"] for row in skipped]

    return read_bytes
