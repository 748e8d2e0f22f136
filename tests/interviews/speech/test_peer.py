"""The peer connection, against a second real one in the same process."""

import asyncio
import fractions
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import av
import numpy as np
import pytest
from aiortc import MediaStreamTrack, RTCPeerConnection, RTCSessionDescription, VideoStreamTrack
from aiortc.sdp import candidate_to_sdp

from interviews.speech.peer import Peer, PeerError


class Tone(MediaStreamTrack):
    """A microphone that hears 440 Hz."""

    kind = "audio"

    def __init__(self, *, frames: int | None = None, silent_after: int | None = None) -> None:
        super().__init__()
        self.sent, self._frames, self._silent_after = 0, frames, silent_after

    async def recv(self) -> av.AudioFrame:
        await asyncio.sleep(0.02)
        if self.sent == self._frames:
            await asyncio.Event().wait()  # it is there, and sends no more
        at = np.arange(self.sent * 960, (self.sent + 1) * 960)
        tone = (8_000 * np.sin(at * 2 * np.pi * 440 / 48_000)).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(np.repeat(tone, 2).reshape(1, -1), format="s16", layout="stereo")
        frame.sample_rate, frame.pts = 48_000, self.sent * 960
        if self._silent_after is not None and self.sent >= self._silent_after:
            frame.pts += 48_000  # a second in which nothing was sent
        frame.time_base = fractions.Fraction(1, 48_000)
        self.sent += 1
        return frame


class Browser:
    """The other side: offers a microphone, maybe a camera, and listens."""

    def __init__(self, *, video: bool = False, audio: bool = True, tone: Tone | None = None) -> None:
        self.connection = RTCPeerConnection()
        self.heard: list[np.ndarray] = []
        self.listening: asyncio.Task[None] | None = None
        if audio:
            self.connection.addTrack(tone or Tone())
        if video:
            self.connection.addTrack(VideoStreamTrack())
        self.connection.on("track", self._take)

    def _take(self, track: MediaStreamTrack) -> None:
        async def listen() -> None:
            while True:
                frame = await track.recv()
                self.heard.append(frame.to_ndarray().reshape(-1))

        if track.kind == "audio":
            self.listening = asyncio.create_task(listen())

    async def offer(self) -> str:
        await self.connection.setLocalDescription(await self.connection.createOffer())
        return self.connection.localDescription.sdp

    async def accept(self, sdp: str) -> None:
        await self.connection.setRemoteDescription(RTCSessionDescription(sdp=sdp, type="answer"))

    async def close(self) -> None:
        if self.listening is not None:
            self.listening.cancel()
        await self.connection.close()

    def loudness(self, last: int = 5) -> float:
        return float(max((np.abs(frame).max() for frame in self.heard[-last:]), default=0))


class Received:
    def __init__(self) -> None:
        self.samples: list[np.ndarray] = []
        self.missing_ms: list[int | None] = []
        self.lost = 0

    def audio(self, samples: np.ndarray, missing_ms: int | None) -> None:
        self.samples.append(samples)
        self.missing_ms.append(missing_ms)

    def gone(self) -> None:
        self.lost += 1


@asynccontextmanager
async def connected(
    *, outbound: bool = False, video: bool = False, tone: Tone | None = None
) -> AsyncIterator[tuple[Peer, Browser, Received]]:
    received, browser = Received(), Browser(video=video, tone=tone)
    peer = Peer(received.audio, received.gone, outbound=outbound, watch_video=video)
    try:
        await browser.accept(await peer.answer(await browser.offer()))
        yield peer, browser, received
    finally:
        await peer.close()
        await browser.close()


async def until(condition, timeout_s: float = 10.0) -> bool:
    for _ in range(int(timeout_s / 0.02)):
        if condition():
            return True
        await asyncio.sleep(0.02)
    return False


async def test_microphone_arrives_as_16_khz_mono():
    async with connected() as (_, _, received):
        assert await until(lambda: sum(map(len, received.samples)) > 24_000)

    sound = np.concatenate(received.samples)[-8_000:]
    spectrum = np.abs(np.fft.rfft(sound))
    assert sound.dtype == np.int16
    assert abs(np.argmax(spectrum) * 16_000 / len(sound) - 440) < 5
    assert received.lost == 0


async def test_a_second_in_which_the_browser_sent_nothing_is_told_with_the_audio_after_it():
    async with connected(tone=Tone(silent_after=20)) as (_, _, received):
        assert await until(lambda: len(received.samples) > 30)

    assert received.missing_ms[0] is None
    assert [missing_ms for missing_ms in received.missing_ms[1:] if missing_ms] == [1_000]


async def test_candidates_that_trickle_in_connect():
    received, browser = Received(), Browser()
    peer = Peer(received.audio, received.gone)
    offer = await browser.offer()
    bare = "\r\n".join(
        line for line in offer.split("\r\n") if not line.startswith(("a=candidate", "a=end-of"))
    )
    await browser.accept(await peer.answer(bare))
    gatherer = browser.connection.getTransceivers()[0].sender.transport.transport.iceGatherer

    for candidate in gatherer.getLocalCandidates():
        await peer.add_candidate(f"candidate:{candidate_to_sdp(candidate)}", "0", 0)
    await peer.add_candidate("", None, None)

    assert await until(lambda: received.samples)
    await peer.close()
    await browser.close()


async def test_voice_is_heard_and_hushed_within_200_ms():
    async with connected(outbound=True) as (peer, browser, _):
        tone = (9_000 * np.sin(np.arange(240_000) * 2 * np.pi * 300 / 24_000)).astype(np.int16)
        peer.play(tone.tobytes())
        assert await until(lambda: browser.loudness() > 4_000)
        played = peer.played_s()

        peer.hush()
        await asyncio.sleep(0.2)

        assert browser.loudness(last=2) < 400
        assert 0 < played < 10
        assert peer.played_s() < played + 0.1


async def test_a_picture_is_shown_now_and_then_when_watched():
    async with connected(video=True) as (peer, _, _):
        pictures: list[np.ndarray] = []
        peer.on_frame = pictures.append

        assert await until(lambda: pictures, 15)

    assert pictures[0].ndim == 2
    assert pictures[0].shape[1] == 320
    assert len(pictures) < 4


async def test_hanging_up_is_told_once():
    async with connected() as (_, browser, received):
        assert await until(lambda: received.samples)

        await browser.close()

        assert await until(lambda: received.lost)
        await asyncio.sleep(0.1)
        assert received.lost == 1


@pytest.mark.parametrize(
    "sdp", ["", "hello", "v=0\r\nm=audio", "v=0\r\n" * 500, "m=audio 9 UDP/TLS/RTP/SAVPF xx\r\n", "\0" * 100]
)
async def test_a_garbage_offer_is_refused_in_words(sdp):
    received = Received()
    peer = Peer(received.audio, received.gone)

    with pytest.raises(PeerError) as refused:
        await peer.answer(sdp)

    assert refused.value.code in ("bad_offer", "no_audio")
    assert "type instead" in refused.value.message
    assert received.lost == 0


async def test_an_offer_without_a_microphone_is_refused():
    browser = Browser(video=True, audio=False)
    peer = Peer(lambda samples, missing_ms: None, lambda: None)

    with pytest.raises(PeerError) as refused:
        await peer.answer(await browser.offer())

    assert refused.value.code == "no_audio"
    await browser.close()


@pytest.mark.parametrize(
    "line", ["candidate:", "candidate:x y", "a b c d e f g h", "1 1 udp x 1.2.3.4 p typ host"]
)
async def test_a_garbage_candidate_is_refused_or_ignored(line):
    async with connected() as (peer, _, received):
        try:
            await peer.add_candidate(line, "0", 0)
        except PeerError as refused:
            assert refused.code == "bad_candidate"

        assert await until(lambda: received.samples)


async def test_closing_twice_is_harmless():
    async with connected() as (peer, _, received):
        await peer.close()
        await peer.close()
        await peer.add_candidate("", None, None)

    assert received.lost == 0
