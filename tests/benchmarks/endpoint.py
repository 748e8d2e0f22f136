"""Who cuts in less: Smart Turn alone, or Smart Turn with the words?

Every recording goes through the real listener in audio time: transcription and Smart Turn are really run,
and their results arrive as much later as they took. Beside a WAV file may stand a JSON file with the real
ends of turns, {"end_ms": [...]}; a mark may lie in the silence after the last word. Without it the recording
is one answer, which ends with the last speech in it.

- A turn that was ended although speech goes on before the next mark is a cut-in. As the conversation does,
  the cut is taken back when the candidate goes on, and both parts are one answer.
- The delay of a real end is the time from the last speech before the mark (found by the VAD in the whole
  file) to the turn's end, transcript in hand.
- A real end is missed when it was not recognised: ended by long silence alone, or not at all.
"""

import argparse
import statistics
import sys
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from interviews.speech.endpointing import EndOfTurn, SmartTurnAlone, SoundAndWords
from interviews.speech.port import SAMPLE_RATE, ListenerEvent, Samples, SpeechStarted, TurnEnded
from interviews.speech.vad import Run, find_runs
from interviews.speech.whisper import WhisperTranscriber
from tests.benchmarks import given
from tests.benchmarks.figures import last_line
from tests.interviews.speech.simulation import Simulation, room_tone

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "speech"
TAIL_MS = 5_000
# A mark is set by hand: speech that the VAD still hears shortly after it belongs to it.
MARK_MS = 300
POLICIES: dict[str, EndOfTurn] = {"smart_turn": SmartTurnAlone(), "ours": SoundAndWords()}


@dataclass
class Recording:
    """`ends` are the last moments of speech before each mark, `runs` the speech, in milliseconds."""

    name: str
    samples: Samples
    ends: list[int]
    runs: list[tuple[int, int]]


@dataclass
class Score:
    cut_ins: int = 0
    missed: int = 0
    delays: list[int] = field(default_factory=list)  # of every real end, missed ones too
    pauses: int = 0
    notes: list[str] = field(default_factory=list)


def load(path: Path) -> Recording:
    """Read a recording and its marks. Raises given.Unusable."""
    return recording(path.stem, given.sound(path), given.ends_ms(path))


def recording(name: str, samples: Samples, marks: list[int]) -> Recording:
    """Return a recording with its marks; without any, its last speech is its end."""
    runs = [(run.start * 1000 // SAMPLE_RATE, run.end * 1000 // SAMPLE_RATE) for run in find_runs(samples)]
    ends = [
        min(mark, max((end for start, end in runs if start <= mark and end <= mark + MARK_MS), default=mark))
        for mark in sorted(marks) or [end for _, end in runs[-1:]]
    ]
    return Recording(name, samples, ends, runs)


def stretched(original: Recording, *, random: np.random.Generator) -> Recording:
    """Return the recording with its inner pauses made 0.6 to 2 s long."""
    parts: list[Samples] = []
    position, shift, ends = 0, 0, list(original.ends)
    runs = find_runs(original.samples)
    for before, after in pairwise(runs):
        gap_ms = (after.start - before.end) * 1000 // SAMPLE_RATE
        at = (before.end + after.start) // 2
        if gap_ms < 100 or any(
            abs(end - before.end * 1000 // SAMPLE_RATE) < MARK_MS for end in original.ends
        ):
            continue
        added = int(random.uniform(600, 2_000)) - gap_ms
        if added <= 0:
            continue
        parts += [original.samples[position:at], _background(original.samples, before, after, added)]
        ends = [end + added if end + shift > (at * 1000 // SAMPLE_RATE) + shift else end for end in ends]
        position, shift = at, shift + added
    parts.append(original.samples[position:])
    return recording(f"{original.name} stretched", np.concatenate(parts), ends)


def faster(original: Recording, factor: float) -> Recording:
    """Return the recording at another speed (and pitch)."""
    places = np.arange(0, len(original.samples) - 1, factor)
    samples = np.interp(places, np.arange(len(original.samples)), original.samples).astype(np.int16)
    return recording(f"{original.name} ×{factor}", samples, [int(end / factor) for end in original.ends])


def _background(samples: Samples, before: Run, after: Run, ms: int) -> Samples:
    """Return more of the sound that is in a pause: its middle, played to and fro."""
    middle = samples[(3 * before.end + after.start) // 4 : (before.end + 3 * after.start) // 4]
    to_and_fro = np.concatenate((middle, middle[::-1]))
    count = ms * SAMPLE_RATE // 1000
    return np.tile(to_and_fro, count // max(1, len(to_and_fro)) + 1)[:count]


def measure(item: Recording, policy: EndOfTurn, transcriber: Any, known: dict[Any, Any]) -> Score:
    """Let the listener hear one recording and compare its turns with the marks."""
    score = Score(pauses=_pauses(item))
    open_ends = list(item.ends)

    def react(simulation: Simulation, event: ListenerEvent) -> None:
        if isinstance(event, SpeechStarted):
            began_anew = item.ends and any(end < event.start_ms for end in item.ends if end not in open_ends)
            if not simulation.last_was_real:
                simulation.listener.continue_answer()
            elif began_anew:
                simulation.listener.expect_answer(question=None)
        elif isinstance(event, TurnEnded):
            simulation.last_was_real = _judge(simulation, event)

    def _judge(simulation: Simulation, event: TurnEnded) -> bool:
        now = int(simulation.workshop.now_ms)
        passed = [end for end in open_ends if end <= event.end_ms + MARK_MS]
        for end in passed[:-1]:
            score.missed += 1
            score.delays.append(TAIL_MS)
            open_ends.remove(end)
        # Real if no speech lies between here and the mark that comes next.
        target = passed[-1] if passed else None
        if target is None or any(target < start < now - 200 for start, _ in item.runs):
            score.cut_ins += 1
            score.notes.append(f"  cut in at {now / 1000:.1f} s: …{event.text[-60:]}")
            if target is None:
                return False
        score.delays.append(max(0, now - target))
        score.missed += event.forced
        if event.forced:
            score.notes.append(f"  forced at {now / 1000:.1f} s: …{event.text[-60:]}")
        open_ends.remove(target)
        return True

    simulation = Simulation(transcriber, react=react, known=known, end_of_turn=policy)
    simulation.listener.expect_answer(question=None)
    simulation.play(item.samples)
    simulation.pause(TAIL_MS)
    score.missed += len(open_ends)
    score.delays += [TAIL_MS] * len(open_ends)
    return score


def _pauses(item: Recording) -> int:
    """Count the pauses of 300 ms and more inside answers: the chances to cut in."""
    inner = pairwise(item.runs)
    return sum(
        after[0] - before[1] >= 300 and not any(abs(end - before[1]) < MARK_MS for end in item.ends)
        for before, after in inner
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, nargs="+", default=[DATA], help="folders of WAV files")
    parser.add_argument("--vary", action="store_true", help="also longer pauses and other speeds")
    parser.add_argument("--notes", action="store_true", help="show every cut-in and every forced end")
    options = parser.parse_args()
    items = [load(path) for folder in options.data for path in given.recordings(folder)]
    if options.vary:
        random = np.random.default_rng(7)
        items += [
            varied
            for item in list(items)
            for varied in (stretched(item, random=random), faster(item, 0.9), faster(item, 1.12))
        ]
    transcriber = WhisperTranscriber()
    transcriber.warm_up()
    warm = Simulation(transcriber)
    warm.play(room_tone(500))
    totals = {name: Score() for name in POLICIES}
    print(f"{'recording':34} {'ends':>4} {'pauses':>6}   Smart Turn alone       with words")
    print(f"{'':34} {'':4} {'':6}   cut-ins missed delay   cut-ins missed delay")
    for item in items:
        line = f"{item.name[:34]:34} {len(item.ends):4} {_pauses(item):6}"
        known: dict[Any, Any] = {}
        for name, policy in POLICIES.items():
            score = measure(item, policy, transcriber, known)
            total = totals[name]
            total.cut_ins += score.cut_ins
            total.missed += score.missed
            total.delays += score.delays
            total.notes += [f"{name:10} {item.name}{note}" for note in score.notes]
            line += f"   {score.cut_ins:7} {score.missed:6} {statistics.median(score.delays or [0]):5.0f}"
        print(line, flush=True)
    if options.notes:
        print("\n".join(note for total in totals.values() for note in total.notes))
    ours, alone = totals["ours"], totals["smart_turn"]
    last_line(
        {
            "cut_ins_ours": ours.cut_ins,
            "cut_ins_smart_turn": alone.cut_ins,
            "delay_p50_ms_ours": round(statistics.median(ours.delays)) if ours.delays else None,
            "delay_p50_ms_smart_turn": round(statistics.median(alone.delays)) if alone.delays else None,
            "missed_ours": ours.missed,
            "missed_smart_turn": alone.missed,
            "ends": len(ours.delays),
            "pauses": sum(_pauses(item) for item in items),
        }
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
