"""The signal door: what other apps are told."""

from typing import Any

from django.dispatch import Signal

# Sent after the flush has been committed, and again while a receiver fails. Keyword: interview_id (UUID).
interview_finished = Signal()

# Sent after a candidate's correction has been judged again. Keywords: interview_id (UUID), turn (int).
answer_corrected = Signal()

# Sent after a recording can be played, or was deleted. Keyword: interview_id (UUID).
recording_changed = Signal()


def tell(signal: Signal, **about: Any) -> bool:
    """Send a signal to all its receivers; False when one of them failed, which Django has logged."""
    results = signal.send_robust(sender=None, **about)
    return not any(isinstance(result, Exception) for _receiver, result in results)
