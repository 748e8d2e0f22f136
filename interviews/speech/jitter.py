"""The microphone's packets in order, with as little waiting as possible.

aiortc holds four packets back before it gives one out, so that sound can be played smoothly, and once one got
lost it holds fifteen back for the rest of the connection: 80 and 300 ms. Nobody plays this sound. Here a
packet goes on at once, and one that is late is waited for until three others have come.
"""

from typing import Any

from aiortc import RTCPeerConnection
from aiortc.jitterbuffer import JitterBuffer, JitterFrame

CAPACITY = 4  # packets, a power of two


class PromptBuffer(JitterBuffer):
    """Every packet is a frame, as in Opus: there is no need to see the next one to know that it is whole."""

    def _remove_frame(self, sequence_number: int) -> JitterFrame | None:
        packet: Any = self._packets[(self._origin or 0) % self.capacity]
        if packet is None:
            return None
        self.remove(1)
        return JitterFrame(data=packet._data, timestamp=packet.timestamp)


def hear_promptly(connection: RTCPeerConnection) -> None:
    """Put prompt buffers into the audio receivers, once the offer was taken, before the answer."""
    for transceiver in connection.getTransceivers():
        if transceiver.kind == "audio":
            # aiortc has no setting for it; a test tells when the attribute is renamed.
            receiver: Any = transceiver.receiver
            receiver._RTCRtpReceiver__jitter_buffer = PromptBuffer(capacity=CAPACITY)
