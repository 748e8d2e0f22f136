"""Every bench finds what it measures: nothing else runs them between two releases."""

from importlib import import_module
from pathlib import Path

import pytest

NEEDS_TORCH = {"train_cross_encoder"}  # it says so, and is not among the requirements
BENCHES = sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))


@pytest.mark.parametrize("bench", [name for name in BENCHES if name not in NEEDS_TORCH])
def test_bench_can_be_started(bench):
    assert import_module(f"tests.benchmarks.{bench}")
