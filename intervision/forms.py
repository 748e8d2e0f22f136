"""How forms are drawn (templates/forms overrides Django's own markup), and a line for a column."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .columns import units


class FocusedField(forms.BoundField):
    """A field that has the focus if it is the first one with a mistake, and no other has it then.

    A mistake that belongs to no field that is seen is told above them all, and what tells it has the focus
    (templates/forms/form.html).
    """

    @cached_property
    def subwidgets(self) -> Any:
        options = super().subwidgets
        if self._is_focused() and _is_list(self.field.widget):
            chosen = [option for option in options if option.data["selected"]] or options
            for option in chosen[:1]:
                option.data["attrs"]["autofocus"] = True
        return options

    def build_widget_attrs(self, attrs: Any, widget: Any = None) -> Any:
        attrs = super().build_widget_attrs(attrs, widget)
        if not self.form.errors:
            return attrs
        # One option of a list has it, not each; and a widget may bring it along, which False takes away.
        return attrs | {"autofocus": self._is_focused() and not _is_list(widget or self.field.widget)}

    def _is_focused(self) -> bool:
        seen = [field.name for field in self.form.visible_fields()]
        wrong = self.form.errors.keys()
        return wrong <= set(seen) and self.name == next((name for name in seen if name in wrong), None)


def _is_list(widget: Any) -> bool:
    return isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


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
