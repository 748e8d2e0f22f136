"""A local HTTP server that answers as job sources do: real shapes, pages, and every way to go wrong.

Each source is served under a base address of its own. `faults` are answered first, one a request.
"""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.fakes import job_records as records


@dataclass
class Answer:
    """An answer. `cut` sends only so many bytes of the body, and closes."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None


def as_json(value: object, **kwargs: Any) -> Answer:
    return Answer(json.dumps(value).encode(), headers={"Content-Type": "application/json"}, **kwargs)


HTML = Answer(b"<!doctype html><title>Just a moment</title>", headers={"Content-Type": "text/html"})
BUSY = Answer(status=429, headers={"Retry-After": "7"})
BROKEN = Answer(b"oops", status=500)

Query = dict[str, str]


@dataclass
class Request:
    path: str
    query: Query
    headers: dict[str, str]


class JobServer:
    """`rows[name]` are the records of a source; tests change them, and set `faults` and `ignores`."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {name: make(2) for name, make in records.MAKERS.items()}
        self.faults: list[Answer] = []
        self.requests: list[Request] = []
        self.ignores: set[str] = set()  # parameters that the server ignores
        self.pages: dict[str, Callable[[Query], Answer]] = {}  # path -> answer, before all else
        self.address = ""

    def base_url(self, name: str) -> str:
        return f"{self.address}/{name}"

    def answer(self, request: Request) -> Answer:
        self.requests.append(request)
        if self.faults:
            return self.faults.pop(0)
        if request.path in self.pages:
            return self.pages[request.path](request.query)
        _, name, rest = request.path.split("/", 2) if request.path.count("/") > 1 else ("", "", "")
        query = {key: value for key, value in request.query.items() if key not in self.ignores}
        serve = getattr(self, f"_{name}", None)
        return serve(rest, query) if serve else Answer(status=404)

    # --- one method a source: what stands after its base address -------------------------------------

    def _greenhouse(self, rest: str, query: Query) -> Answer:
        rows = self.rows["greenhouse"]
        if query.get("content") != "true":
            rows = [{key: value for key, value in row.items() if key != "content"} for row in rows]
        return as_json({"jobs": rows, "meta": {"total": len(rows)}})

    def _ashby(self, rest: str, query: Query) -> Answer:
        return as_json({"jobs": self.rows["ashby"], "apiVersion": "1"})

    def _lever(self, rest: str, query: Query) -> Answer:
        start, size = int(query.get("skip", 0)), int(query.get("limit", 100))
        return as_json(self.rows["lever"][start : start + size])

    def _smartrecruiters(self, rest: str, query: Query) -> Answer:
        rows = self.rows["smartrecruiters"]
        identifier = rest.rsplit("/", 1)[-1]
        if identifier != "postings":
            row = next(row for row in rows if row["id"] == identifier)
            return as_json(row | records.SMARTRECRUITERS_DETAIL)
        size, start = min(int(query.get("limit", 10)), 100), int(query.get("offset", 0))
        page = rows[start : start + size]
        return as_json({"offset": start, "limit": size, "totalFound": len(rows), "content": page})

    def _personio(self, rest: str, query: Query) -> Answer:
        body = "<?xml version='1.0' encoding='UTF-8'?><workzag-jobs>"
        body += "".join(records.personio_xml(row) for row in self.rows["personio"])
        return Answer((body + "</workzag-jobs>").encode(), headers={"Content-Type": "text/xml"})

    def _recruitee(self, rest: str, query: Query) -> Answer:
        return as_json({"offers": self.rows["recruitee"]})

    def _workable(self, rest: str, query: Query) -> Answer:
        return as_json({"name": "Acme", "description": None, "jobs": self.rows["workable"]})

    def _jobtech(self, rest: str, query: Query) -> Answer:
        rows = self.rows["jobtech"]
        if field_ := query.get("occupation-field"):
            rows = [row for row in rows if row["occupation_field"]["concept_id"] == field_]
        start, size = int(query.get("offset", 0)), int(query.get("limit", 10))
        return as_json({"total": {"value": len(rows)}, "hits": rows[start : start + size]})

    def _himalayas(self, rest: str, query: Query) -> Answer:
        rows, size = self.rows["himalayas"], min(int(query.get("limit", 20)), 20)
        start = int(query.get("cursor", "0"))
        more = str(start + size) if start + size < len(rows) else None
        return as_json({"jobs": rows[start : start + size], "nextCursor": more, "totalCount": len(rows)})

    def _arbeitnow(self, rest: str, query: Query) -> Answer:
        rows, page = self.rows["arbeitnow"], int(query.get("page", 1))
        part = rows[(page - 1) * 100 : page * 100]
        following = f"https://www.arbeitnow.com/api/job-board-api?search=lawyer&page={page + 1}"
        links = {
            "first": "",
            "last": None,
            "prev": None,
            "next": following if len(rows) > page * 100 else None,
        }
        return as_json({"data": part, "links": links, "meta": {"current_page": page, "per_page": 100}})

    def _remotive(self, rest: str, query: Query) -> Answer:
        rows = self.rows["remotive"]
        return as_json(
            {"00-warning": "…", "job-count": len(rows), "total-job-count": len(rows), "jobs": rows}
        )

    def _remoteok(self, rest: str, query: Query) -> Answer:
        return as_json([{"legal": "API Terms of Service: please link back"}, *self.rows["remoteok"]])

    def _jobicy(self, rest: str, query: Query) -> Answer:
        rows = self.rows["jobicy"]
        return as_json({"apiVersion": "2.2.13", "jobCount": len(rows), "jobs": rows, "success": True})

    def _adzuna(self, rest: str, query: Query) -> Answer:
        if not query.get("app_key"):
            return Answer(status=401)
        rows, page, size = self.rows["adzuna"], int(rest.rsplit("/", 1)[-1]), int(query["results_per_page"])
        return as_json({"results": rows[(page - 1) * size : page * size], "count": len(rows), "mean": 1.0})

    def _themuse(self, rest: str, query: Query) -> Answer:
        rows, page = self.rows["themuse"], int(query.get("page", 1))
        if category := query.get("category"):
            rows = [row for row in rows if category in {part["name"] for part in row["categories"]}]
        pages = max(1, -(-len(rows) // 20))
        part = rows[(page - 1) * 20 : page * 20]
        return as_json({"results": part, "page": page, "page_count": pages, "total": len(rows)})

    def _usajobs(self, rest: str, query: Query) -> Answer:
        if not self.requests[-1].headers.get("authorization-key"):
            return Answer(status=401)
        rows, page, size = self.rows["usajobs"], int(query["Page"]), int(query["ResultsPerPage"])
        result = {
            "SearchResultCount": len(rows),
            "SearchResultCountAll": len(rows),
            "SearchResultItems": rows[(page - 1) * size : page * size],
            "UserArea": {"NumberOfPages": str(max(1, -(-len(rows) // size)))},
        }
        return as_json({"SearchResult": result})

    def _hackernews(self, rest: str, query: Query) -> Answer:
        if rest.startswith("api/v1/search_by_date"):
            titles = (
                "Ask HN: Who is hiring? (November 2026)",
                "Ask HN: Who wants to be hired?",
                "Ask HN: Who is hiring?",
            )
            return as_json(
                {"hits": [{"objectID": str(n), "title": title} for n, title in enumerate(titles, 900)]}
            )
        thread = int(rest.rsplit("/", 1)[-1])
        rows = self.rows["hackernews"] if thread == 900 else []
        return as_json({"id": thread, "children": rows})

    def _rss(self, rest: str, query: Query) -> Answer:
        items = "".join(records.rss_item(row) for row in self.rows["rss"])
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Jobs</title>{items}</channel></rss>'
        return Answer(body.encode(), headers={"Content-Type": "application/rss+xml"})

    def _jsonld(self, rest: str, query: Query) -> Answer:
        blocks = "".join(
            f'<script type="application/ld+json">{json.dumps(row)}</script>' for row in self.rows["jsonld"]
        )
        return Answer(f"<html><body>{blocks}</body></html>".encode(), headers={"Content-Type": "text/html"})


@contextmanager
def job_server() -> Iterator[JobServer]:
    """Run a server on loopback for as long as the block runs."""
    fake = JobServer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
            headers = {key.lower(): value for key, value in self.headers.items()}
            answer = fake.answer(Request(parts.path, query, headers))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body[: answer.cut])
            if answer.cut is not None:
                self.close_connection = True

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
