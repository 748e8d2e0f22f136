"""Which work gives way when the processors are busy: whoever talks with the interviewer hears no pause."""

import os
import sys
import threading

NICENESS = 10


def give_way() -> None:
    """Have this thread run behind those that a candidate waits for (Linux: threads have priorities)."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
