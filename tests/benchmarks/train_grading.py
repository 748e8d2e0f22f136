"""Train the weights by which answers of public sets are scored: grading_weights.npz.

python -m tests.benchmarks.train_grading --data ../shared/data/grading
"""

import argparse
import sys
from pathlib import Path

import numpy as np

from tests.benchmarks import grader, grading_sets


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/grading"))
    options = parser.parse_args(arguments)
    sets = grading_sets.measure_all(options.data)
    weights = grader.learned(sets)
    np.savez_compressed(grader.FILE, **weights)
    print(f"{grader.FILE.name}: {grader.FILE.stat().st_size / 1000:.0f} kB, from {', '.join(weights['saw'])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
