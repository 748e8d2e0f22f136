"""Loading ahead what the first answer would otherwise wait for."""

import gc
import logging
from threading import Event, Thread

import numpy as np

from intervision.providers import provider

from ..analysis.local import LocalAnalyst
from ..analysis.port import Answer
from ..bank.schema import BANK_FOLDER, read_domain
from ..interviewer.echo import clause_to_echo
from ..interviewer.hint import word_towards
from ..speech import listener
from ..speech.port import SAMPLE_RATE, Transcriber
from ..transcript import words_of_typed

logger = logging.getLogger(__name__)
done = Event()
SAID = "I would measure the latency first."  # all that reads an answer reads it: it can be handed back


def start() -> None:
    """Warm up beside the start of a web process; a failure shows when the part is first used."""
    Thread(target=_warm_up, name="warm-up", daemon=True).start()


def _warm_up() -> None:
    try:
        transcriber: Transcriber = provider("transcriber")
        transcriber.warm_up()
        listener.warm_up()
        question = read_domain(BANK_FOLDER / "backend.yaml").questions[0]
        LocalAnalyst().judge_now(
            Answer(text=SAID, words=words_of_typed(SAID, start_ms=0, end_ms=1_000)), question
        )
        clause_to_echo(SAID, question=None, content=None, said="")
        word_towards(question.key_points[0], question, said="")
        transcriber.verbatim(np.zeros(SAMPLE_RATE, np.int16), language="en")
    except Exception:
        logger.exception("warming up failed")
    finally:
        # What was loaded stays. Were it walked by every full collection, those would pause a conversation.
        gc.collect()
        gc.freeze()
        done.set()
