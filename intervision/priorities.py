"""Which work gives way when the processors are busy: whoever talks with the interviewer hears no pause."""

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

NICENESS = 10


def give_way() -> None:
    """Have this thread run behind those that a candidate waits for (Linux: threads have priorities)."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


# One thread: what nobody waits for must never take the core that a conversation listens with. What it loads
# runs threads of its own, which are as nice.
BESIDE = ThreadPoolExecutor(max_workers=1, thread_name_prefix="beside", initializer=give_way)
