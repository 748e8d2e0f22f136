"""Why a model's service gives no reply, in words for whoever runs this site.

They stand in the log and in the record, so they never hold what was sent.
"""

from collections.abc import Mapping
from typing import Any

import httpx2

_TO_CHECK = {401: "OPENAI_API_KEY", 403: "OPENAI_API_KEY", 404: "OPENAI_MODEL and OPENAI_BASE_URL"}
OPENAI = "https://api.openai.com/v1"
ASKED_FOR_S = 3.0
LISTED_AT_MOST = 8
NOT_REACHED = "the service could not be reached: check OPENAI_BASE_URL"


def refusal(status: int, code: str | None, kind: str | None, param: str | None) -> str:
    """Say what the service answered, and which setting to look at. Many give the status again as the code."""
    name = code if code and str(code) != str(status) else kind
    named = ": ".join(str(part) for part in (name, param) if part)
    look = f": check {_TO_CHECK[status]}" if status in _TO_CHECK else ""
    return f"the service answered {status}{f' ({named})' if named else ''}{look}"


def troubles(providers: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Ask each service behind settings.PROVIDERS for its models; return what is wrong, by port."""
    served: dict[tuple[str, str, str], list[str]] = {}
    for name, setting in providers.items():
        options = setting.get("OPTIONS", {})
        if key := options.get("api_key"):
            base_url = options.get("base_url") or OPENAI
            served.setdefault((base_url, key, options.get("model", "")), []).append(name)
    found = [(", ".join(names), _trouble(*service)) for service, names in served.items()]
    return [f"{names}: {trouble}" for names, trouble in found if trouble]


def _trouble(base_url: str, key: str, model: str) -> str:
    try:
        answer = httpx2.get(
            f"{base_url.rstrip('/')}/models", headers={"Authorization": f"Bearer {key}"}, timeout=ASKED_FOR_S
        )
    except UnicodeError:  # a typographic quotation mark came along, or a name that can't be one
        return "the key or the address can't be sent: check OPENAI_API_KEY and OPENAI_BASE_URL"
    except (httpx2.HTTPError, httpx2.InvalidURL):
        return NOT_REACHED
    if answer.status_code in (401, 403):
        return refusal(answer.status_code, None, None, None)
    try:
        listed = [str(each["id"]) for each in answer.json()["data"]]
    except (ValueError, KeyError, TypeError):
        return ""  # many a server lists none
    # Ollama lists llama3.3:latest, Google models/gemini-2.5-flash; each knows the bare name.
    known = {*listed, *(each.partition(":")[0] for each in listed)}
    if not model or not listed or not known.isdisjoint((model, f"models/{model}")):
        return ""
    return f"the service does not list {model}, but: {', '.join(listed[:LISTED_AT_MOST])}"
