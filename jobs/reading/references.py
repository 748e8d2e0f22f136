"""The applicant-tracking reference in an address: the board and the id, whoever links to it.

Two addresses with the same reference are the same opening; two references of one board never are.
"""

import re
from urllib.parse import parse_qs, urlsplit

from intervision.columns import fitted

# (host, path): the groups are the board and the id; a board that the path does not name is the host.
_PATHS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "greenhouse",
        re.compile(r"(?:job-)?boards(?:\.eu)?\.greenhouse\.io$"),
        re.compile(r"^/(?P<board>[^/]+)/jobs/(?P<id>\d+)"),
    ),
    (
        "ashby",
        re.compile(r"jobs\.ashbyhq\.com$"),
        re.compile(r"^/(?P<board>[^/]+)/(?P<id>[0-9a-f-]{36})", re.I),
    ),
    (
        "lever",
        re.compile(r"jobs(?:\.eu)?\.lever\.co$"),
        re.compile(r"^/(?P<board>[^/]+)/(?P<id>[0-9a-f-]{36})"),
    ),
    (
        "smartrecruiters",
        re.compile(r"(?:jobs|careers)\.smartrecruiters\.com$"),
        re.compile(r"^/(?P<board>[^/]+)/(?P<id>\d{9,})"),
    ),
    (
        "workable",
        re.compile(r"apply\.workable\.com$"),
        re.compile(r"^/(?:(?P<board>[\w-]+)/)?j/(?P<id>[0-9A-F]{8,})"),
    ),
    ("personio", re.compile(r"\.jobs\.personio\.(?:de|com)$"), re.compile(r"^/job/(?P<id>\d+)")),
    ("recruitee", re.compile(r"\.recruitee\.com$"), re.compile(r"^/o/(?P<id>[\w-]+)")),
    (
        "rippling",
        re.compile(r"ats\.rippling\.com$"),
        re.compile(r"^/(?P<board>[^/]+)/jobs/(?P<id>[0-9a-f-]{36})"),
    ),
    (
        "workday",
        re.compile(r"\.myworkdayjobs\.com$"),
        re.compile(r"^/.*_(?P<id>(?:JR|R|REQ)?-?\d{4,}(?:-\d+)?)$"),
    ),
    ("teamtailor", re.compile(r"\.teamtailor\.com$"), re.compile(r"^/jobs/(?P<id>\d+)")),
    ("usajobs", re.compile(r"usajobs\.gov$"), re.compile(r"/(?:job|ViewDetails)/(?P<id>\d+)")),
)


def read_reference(*urls: str) -> tuple[str, str]:
    """Return (board, id) of the first address that holds one, as lower-case text; ("", "") if none does."""
    for url in urls:
        try:
            parts = urlsplit(url.strip())
            host, path = (parts.hostname or "").removeprefix("www."), parts.path
        except ValueError:
            # "https://[company].com" is a template that nobody filled in.
            continue
        for system, hosts, paths in _PATHS:
            if hosts.search(host) and (match := paths.match(path)):
                named = match.groupdict().get("board") or ("" if system == "workable" else host.split(".")[0])
                # Greenhouse counts over all of its boards and Workable over all accounts: the id is enough.
                board = "" if system in ("greenhouse", "workable") else f":{named}"
                return fitted(f"{system}{board}".lower(), 150), fitted(match["id"].lower(), 200)
        # Employers show Greenhouse's jobs on pages of their own.
        query = parse_qs(parts.query)
        for name in ("gh_jid", "ashby_jid", "lever-via-id"):
            value = query.get(name, [""])[0]
            if name == "gh_jid" and value.isdigit():
                return "greenhouse", value
            if name == "ashby_jid" and len(value) == 36:
                return fitted(f"ashby:{host}".lower(), 150), value.lower()
    return "", ""
