"""How forms are drawn: templates/django/forms overrides Django's own markup."""

from typing import Any

from django.forms import BoundField
from django.forms.renderers import TemplatesSetting


class FocusedField(BoundField):
    """A field that has the focus if it is the first one with a mistake."""

    def build_widget_attrs(self, attrs: Any, widget: Any = None) -> Any:
        attrs = super().build_widget_attrs(attrs, widget)
        wrong = (name for name in self.form.fields if name in self.form.errors)
        return attrs | {"autofocus": True} if self.name == next(wrong, None) else attrs


class Renderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = FocusedField
