"""The API's schema: how it introduces itself, and what it says of what is sent and of refusals."""

from typing import Any

SETTINGS = {
    "ENUM_NAME_OVERRIDES": {
        "InterviewStateEnum": "interviews.enums.InterviewState",
        "RecordingStateEnum": "interviews.enums.RecordingState",
        "ReportStateEnum": "reports.models.ReportState",
        "SeniorityEnum": "interviews.enums.Seniority",
        "JobLevelEnum": "jobs.enums.Level",
        "WorkplaceEnum": "jobs.enums.Workplace",
        "EmploymentTypeEnum": "jobs.enums.EmploymentType",
    },
    "TITLE": "InterVision",
    "DESCRIPTION": """Interviews, transcripts, reports and job matches of the token's owner.

Create a token on the account page and send it with each request:

    curl -H "Authorization: Bearer iv_…" https://this.site/api/v1/interviews/

Lists are paginated: `limit` and `offset` choose a page, `next` is the address of the following one. Times are
ISO 8601 in UTC, and `…_ms` counts from the interview's start. A refused request says why in `detail`, or by
field, as in `{"domain": ["This field is required."]}`. Past 600 requests a minute the answer is 429, and
`Retry-After` says how many seconds to wait.
""",
    "VERSION": "1.0.0",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "intervision.api_schema.with_json_alone",
        "intervision.api_schema.with_refusals",
    ],
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "defaultModelsExpandDepth": -1},
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

DETAIL = {"type": "object", "required": ["detail"], "properties": {"detail": {"type": "string"}}}
# By field, as {"domain": ["This field is required."]}, or of all of it, as {"detail": "…"}.
REASONS = {"type": "object", "additionalProperties": {}}


def with_refusals(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Return the schema with what each operation may refuse: a postprocessing hook of drf-spectacular.

    A client that is made from the schema gives no reason for what is not in it.
    """
    result["components"]["schemas"] |= {"Refusal": DETAIL, "Reasons": REASONS}
    for path, operations in result["paths"].items():
        for operation in operations.values():
            where = {parameter["in"] for parameter in operation.get("parameters", ())}
            said = {"401": _answer("Refusal", "The token is missing or not known.")}
            if "query" in where or "requestBody" in operation:
                said["400"] = _answer(
                    "Reasons", "The request can't be used; the reason is given by field or in `detail`."
                )
            if "{" in path:
                said["404"] = _answer("Refusal", "It does not exist, or it is somebody else's.")
            said["429"] = _answer("Refusal", "Too many requests: Retry-After says how many seconds to wait.")
            operation["responses"] = dict(sorted((said | operation["responses"]).items()))
    return result


def with_json_alone(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Return the schema with each body described once, as JSON: a postprocessing hook of drf-spectacular.

    Forms are understood too, in the same shape; of several, generators make one parameter of three types.
    """
    for operations in result["paths"].values():
        for operation in operations.values():
            if content := operation.get("requestBody", {}).get("content"):
                operation["requestBody"]["content"] = {"application/json": content["application/json"]}
    return result


def _answer(schema: str, description: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"description": description, "content": content}
