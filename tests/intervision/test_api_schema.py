"""The OpenAPI document as a generator of clients reads it."""

from drf_spectacular.generators import SchemaGenerator


def test_what_is_sent_is_described_once() -> None:
    """Of three forms with the same shape, openapi-python-client makes a module that can't be imported."""
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]

    bodies = [
        operation["requestBody"]["content"]
        for operations in paths.values()
        for operation in operations.values()
        if "requestBody" in operation
    ]

    assert len(bodies) == 3
    assert all(list(content) == ["application/json"] for content in bodies)
