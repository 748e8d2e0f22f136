"""The question bank in and out of the admin as files: one row a question, its content whole."""

from typing import Any

import msgspec
from django.core.exceptions import ValidationError
from import_export import fields, resources, widgets

from ..enums import Domain
from ..models import BankQuestion
from .loader import content_of, summary_of
from .schema import as_written


class QuestionResource(resources.ModelResource):  # type: ignore[misc]
    content = fields.Field(column_name="content", attribute="content", widget=widgets.JSONWidget())

    class Meta:
        model = BankQuestion
        import_id_fields = ("slug",)
        fields = ("slug", "domain", "kind", "ask", "content", "active")
        export_order = fields
        skip_unchanged = True
        report_skipped = False
        use_transactions = True

    def before_save_instance(self, instance: BankQuestion, row: Any, **kwargs: Any) -> None:
        """Hold the row to the bank's schema; what is derived from its content is written anew."""
        if instance.domain not in Domain.values:
            raise ValidationError({"domain": f"{instance.domain!r} is none of {', '.join(Domain.values)}."})
        try:
            question = as_written(instance.content)
        except msgspec.ValidationError as error:
            raise ValidationError({"content": f"{error}; docs/question-bank.md lists all fields."}) from error
        if question.slug != instance.slug:
            raise ValidationError({"slug": f"The content calls itself {question.slug!r}; they must agree."})
        instance.kind, instance.ask = question.kind.value, summary_of(question)
        instance.content = content_of(question)
        instance.edited = True
