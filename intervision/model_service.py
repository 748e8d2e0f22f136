"""Why a model's service gave no reply, in words for whoever runs this site.

They stand in the log and in the record, so they never hold what was sent.
"""

_TO_CHECK = {401: "OPENAI_API_KEY", 403: "OPENAI_API_KEY", 404: "OPENAI_MODEL and OPENAI_BASE_URL"}
NOT_REACHED = "the service could not be reached: check OPENAI_BASE_URL"


def refusal(status: int, code: str | None, kind: str | None, param: str | None) -> str:
    """Say what the service answered, and which setting to look at. Many give the status again as the code."""
    name = code if code and str(code) != str(status) else kind
    named = ": ".join(str(part) for part in (name, param) if part)
    look = f": check {_TO_CHECK[status]}" if status in _TO_CHECK else ""
    return f"the service answered {status}{f' ({named})' if named else ''}{look}"
