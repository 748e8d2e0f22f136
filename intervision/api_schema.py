"""What the API's schema says of what is sent and of refusals, which look alike everywhere."""

from typing import Any

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
