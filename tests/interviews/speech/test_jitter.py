"""The microphone's packets: in order, at once, and not held up by one that got lost."""

from aiortc import RTCPeerConnection
from aiortc.rtp import RtpPacket

from interviews.speech.jitter import CAPACITY, PromptBuffer, hear_promptly
from tests.interviews.speech.test_peer import Tone, connected, until


def given_out(numbers: list[int], *, start: int = 65_534) -> list[list[int]]:
    """Return which packets came out as each of `numbers` went in; the first wraps around soon."""
    buffer, out = PromptBuffer(capacity=CAPACITY), []
    for number in numbers:
        packet = RtpPacket(sequence_number=(start + number) % 65_536, timestamp=number * 960)
        packet._data = bytes([number])
        _, frame = buffer.add(packet)
        out.append([] if frame is None else [frame.data[0]])
    return out


def test_a_packet_comes_out_as_it_comes_in():
    assert given_out([0, 1, 2, 3]) == [[0], [1], [2], [3]]


def test_two_that_changed_places_come_out_in_order():
    assert given_out([0, 2, 1, 3, 4]) == [[0], [], [1], [2], [3]]


def test_a_lost_packet_is_given_up_after_three_others():
    out = given_out([0, 2, 3, 4, 5, 6])

    assert out == [[0], [], [], [], [2], [3]]


def test_a_late_packet_that_was_given_up_changes_nothing():
    assert given_out([0, 2, 3, 4, 5, 1, 6])[-2:] == [[], [3]]


async def test_nothing_of_a_microphone_is_held_back():
    async with connected(tone=Tone(frames=50)) as (_, _, received):
        assert await until(lambda: sum(map(len, received.samples)) >= 49 * 320)


async def test_the_receiver_has_the_buffer_that_is_replaced():
    connection = RTCPeerConnection()
    connection.addTransceiver("audio")
    receiver = connection.getTransceivers()[0].receiver

    was = type(receiver._RTCRtpReceiver__jitter_buffer).__name__
    hear_promptly(connection)

    assert was == "JitterBuffer"
    assert isinstance(receiver._RTCRtpReceiver__jitter_buffer, PromptBuffer)
    await connection.close()
