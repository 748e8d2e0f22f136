"""Hearing and speaking through OpenAI's audio endpoints, or any server that speaks the same protocol."""

import contextlib
import io
import threading
import wave
from collections.abc import AsyncIterator, Sequence
from math import ceil
from typing import Any

import httpx2
import openai
from openai import AsyncOpenAI, OpenAI

from intervision.per_loop import PerLoop

from ..costs.usage import Usage, UsageSink
from ..transcript import Word, bare
from .chunks import Chunk, cut
from .loops import without_loops
from .port import NOTHING, SAMPLE_RATE, Heard, Samples, TranscriberFailed, VoiceFailed
from .vad import find_runs
from .whisper import LOOP, in_order, prompt_of

LONGEST_CHUNK_S = 120
# A server that knows no word times shares them out: less certain than heard.
SHARED_OUT = 0.5


class OpenAITranscriber:
    """`words_model` gives word times (whisper-1 and its kin); `model` may be any that gives text."""

    remote = True

    def __init__(
        self,
        *,
        api_key: str,
        base_url: str | None = None,
        model: str = "whisper-1",
        words_model: str = "",
        timeout_s: float = 10.0,
    ) -> None:
        self.name = f"openai {model}"
        self._model, self._words_model = model, words_model or model
        self._client = OpenAI(api_key=api_key, base_url=base_url, timeout=timeout_s, max_retries=0)
        self._gives_words = True
        self._lock = threading.Lock()

    def supports(self, language: str) -> bool:
        """Tell whether speech in this language is understood."""
        return True

    def warm_up(self) -> None:
        """Nothing has to be loaded."""

    def fast(self, samples: Samples, *, language: str) -> Heard:
        """Return what some seconds of speech say, NOTHING when they hold none. Raises TranscriberFailed."""
        if len(samples) < SAMPLE_RATE // 10:
            return NOTHING
        heard = self._ask(samples, language, model=self._model, response_format="json")
        return Heard(heard.text.strip())

    def verbatim(self, samples: Samples, *, language: str, about: str = "") -> tuple[Word, ...]:
        """Return every word with milliseconds from the start of `samples`. Raises TranscriberFailed."""
        words: list[Word] = []
        for chunk in cut(samples, find_runs(samples), longest=LONGEST_CHUNK_S * SAMPLE_RATE):
            words += self._words(chunk, language, about)
        return in_order(without_loops(words, at_most=LOOP - 1))

    def _words(self, chunk: Chunk, language: str, about: str) -> list[Word]:
        options: dict[str, Any] = {"model": self._words_model}
        if language.startswith("en"):
            options["prompt"] = prompt_of(about).strip()
        refused = False
        if self._gives_words:
            try:
                heard = self._ask(
                    chunk.samples,
                    language,
                    response_format="verbose_json",
                    timestamp_granularities=["word"],
                    **options,
                )
            except RefusedOptions:
                refused = True
            else:
                # No list of words, or one without their times: AttributeError, TypeError, ValueError.
                with contextlib.suppress(AttributeError, TypeError, ValueError):
                    if heard.words:
                        return _timed(heard.words, heard.text, chunk)
                return shared_out(heard.text, chunk)
        heard = self._ask(chunk.samples, language, response_format="json", **options)
        if refused:  # it was the word times that it does not know, not this sound
            with self._lock:
                self._gives_words = False
        return shared_out(heard.text, chunk)

    def _ask(self, samples: Samples, language: str, **options: Any) -> Any:
        try:
            heard: Any = self._client.audio.transcriptions.create(
                file=("speech.wav", as_wav(samples), "audio/wav"),
                language=language.split("-")[0],
                temperature=0.0,
                **options,
            )
            text = heard.text
        except openai.BadRequestError as error:
            raise RefusedOptions(f"{self.name}: {error}") from error
        # The SDK hands on what is no transcript: ValueError is cut JSON, the other a page of some gateway.
        except (openai.OpenAIError, ValueError, AttributeError) as error:
            raise TranscriberFailed(f"{self.name}: {error}") from error
        if not isinstance(text, str):
            raise TranscriberFailed(f"{self.name}: no text came")
        return heard


class RefusedOptions(TranscriberFailed):
    """The server does not know what was asked for; ask for less."""


# Of gpt-4o-mini-tts, https://platform.openai.com/docs/guides/text-to-speech
OPENAI_VOICES = (
    "alloy",
    "ash",
    "ballad",
    "coral",
    "echo",
    "fable",
    "nova",
    "onyx",
    "sage",
    "shimmer",
    "verse",
)

# A stream of raw sound comes without its count of tokens. As OpenAI prices them: $0.015 a minute at $12 a
# million; text has about four characters a token.
TOKENS_A_SECOND = 1_250 / 60
CHARACTERS_A_TOKEN = 4

# What a gateway or a faulty server answers in place of sound: it would be heard as noise.
NO_SOUND = ("text/", "application/json")


class OpenAIVoice:
    """Speech as raw PCM, streamed while it is made. `voices`: those that the server has, by name."""

    name = "openai"
    in_browser = False
    sample_rate = 24_000

    def __init__(
        self,
        *,
        api_key: str,
        base_url: str | None = None,
        model: str = "gpt-4o-mini-tts",
        voice: str = "alloy",
        voices: Sequence[str] = OPENAI_VOICES,
        timeout_s: float = 5.0,
    ) -> None:
        self.model, self.voice, self.voices = model, voice, tuple(voices)
        options: dict[str, Any] = {
            "api_key": api_key,
            "base_url": base_url,
            "timeout": timeout_s,
            "max_retries": 0,
        }
        self._clients = PerLoop(lambda: AsyncOpenAI(**options))

    async def speak(
        self, sentence: str, *, voice: str, speed: float, usage: UsageSink | None = None
    ) -> AsyncIterator[bytes]:
        """Yield the sentence's sound as it comes. Raises VoiceFailed before the first sound or midway."""
        rest = b""
        sent = 0
        try:
            async with self._clients.get().audio.speech.with_streaming_response.create(
                model=self.model,
                voice=voice or self.voice,
                input=sentence,
                response_format="pcm",
                speed=speed,
            ) as response:
                if (kind := response.headers.get("content-type", "")).startswith(NO_SOUND):
                    raise VoiceFailed(f"{self.name}: no sound came, but {kind}")
                async for chunk in response.iter_bytes(9_600):
                    joined = rest + chunk
                    whole = len(joined) // 2 * 2
                    rest = joined[whole:]
                    if whole:
                        sent += whole
                        yield joined[:whole]
        except openai.OpenAIError as error:
            raise VoiceFailed(f"{self.name}: {error}") from error
        # The SDK wraps what goes wrong before the first sound; after it, the transport's own errors come.
        except (httpx2.HTTPError, OSError, RuntimeError) as error:
            raise VoiceFailed(f"{self.name}: the sound broke off: {error}") from error
        finally:
            if usage is not None and sent:
                usage(self._usage(sentence, seconds=sent / 2 / self.sample_rate))
        if not sent:
            raise VoiceFailed(f"{self.name}: no sound came")

    def _usage(self, sentence: str, *, seconds: float) -> Usage:
        tokens_in = ceil(len(sentence) / CHARACTERS_A_TOKEN)
        return Usage("voice", self.model, tokens_in, ceil(seconds * TOKENS_A_SECOND))

    async def close(self) -> None:
        """Close this loop's connections."""
        if client := self._clients.pop():
            await client.close()


def as_wav(samples: Samples) -> bytes:
    """Return the samples as a WAV file."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(samples.tobytes())
    return buffer.getvalue()


def shared_out(text: str, chunk: Chunk) -> list[Word]:
    """Return the words of a text that came without times: they share the chunk's time by their length."""
    parts = text.split()
    letters = sum(len(part) + 1 for part in parts)
    words: list[Word] = []
    said = 0
    for part in parts:
        start = chunk.source(said * len(chunk.samples) // letters)
        said += len(part) + 1
        end = chunk.source(said * len(chunk.samples) // letters - 1)
        words.append(Word(part, start * 1000 // SAMPLE_RATE, end * 1000 // SAMPLE_RATE, SHARED_OUT))
    return words


def _timed(entries: Sequence[Any], text: str, chunk: Chunk) -> list[Word]:
    """Return the words with their times, as they stand in the text: a list often comes without marks."""
    entries = [entry for entry in entries if str(entry.word).strip()]
    written = text.split()
    if [bare(word) for word in written] != [bare(str(entry.word)) for entry in entries]:
        written = [str(entry.word).strip() for entry in entries]
    return [_word(entry, word, chunk) for entry, word in zip(entries, written, strict=True)]


def _word(entry: Any, text: str, chunk: Chunk) -> Word:
    start, end = chunk.word(*(int(float(edge) * SAMPLE_RATE) for edge in (entry.start, entry.end)))
    return Word(text, start * 1000 // SAMPLE_RATE, end * 1000 // SAMPLE_RATE)
