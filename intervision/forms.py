"""How forms are drawn (templates/forms overrides Django's own markup), and a line for a column."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from .columns import units


class FocusedField(forms.BoundField):
    """A field that has the focus if it is the first one with a mistake."""

    def build_widget_attrs(self, attrs: Any, widget: Any = None) -> Any:
        attrs = super().build_widget_attrs(attrs, widget)
        wrong = (name for name in self.form.fields if name in self.form.errors)
        return attrs | {"autofocus": True} if self.name == next(wrong, None) else attrs


class Renderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = FocusedField


class LineField(forms.CharField):
    """A line that its column holds on every database: Django counts characters, and SQL Server more."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if self.max_length is not None and units(value) > self.max_length >= len(value):
            raise forms.ValidationError(_("This is too long: an emoji counts as two characters or more."))
