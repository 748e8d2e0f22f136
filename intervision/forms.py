"""How forms are drawn (templates/forms overrides Django's own markup), and a line of text for a column."""

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from .columns import units


class Renderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class LineField(forms.CharField):
    """A line that its column holds on every database: Django counts characters, and SQL Server more."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if self.max_length is not None and units(value) > self.max_length >= len(value):
            raise forms.ValidationError(_("This is too long: an emoji counts as two characters or more."))
