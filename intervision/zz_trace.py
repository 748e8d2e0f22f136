import sys, time


def t(what, *more):
    print(
        "TRACE %.1f %s %s" % (time.monotonic() * 1e3, what, " ".join(map(str, more))),
        file=sys.stderr,
        flush=True,
    )
