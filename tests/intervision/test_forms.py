"""Where the focus of a form is that comes back."""

import re
from typing import Any

import pytest
from django import forms

SIZES = [("s", "Small"), ("m", "Medium"), ("l", "Large")]


class Order(forms.Form):
    ticket = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(widget=forms.TextInput(attrs={"autofocus": True}))
    size = forms.ChoiceField(choices=SIZES, widget=forms.RadioSelect)
    extras = forms.MultipleChoiceField(
        choices=[("milk", "Milk"), ("salt", "Salt")], widget=forms.CheckboxSelectMultiple
    )
    cup = forms.ChoiceField(choices=SIZES)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("name") == "Nobody":
            raise forms.ValidationError("Nobody does not drink.")
        return self.cleaned_data


RIGHT = {"ticket": "1", "name": "Ada", "size": "m", "extras": ["salt"], "cup": "s"}


def focused(form: forms.Form) -> list[str]:
    """Return what has the focus: the ids of controls, and the class of what has none."""
    tags = re.findall(r"<[^>]*\bautofocus\b[^>]*>", str(form))
    return [found[1] for tag in tags if (found := re.search(r' (?:id|class)="([^"]*)"', tag))]


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"name": ""}, "id_name"),
        ({"size": ""}, "id_size_0"),
        ({"size": "xl", "cup": "xl"}, "id_size_0"),
        ({"extras": []}, "id_extras_0"),
        ({"extras": ["salt", "sand"]}, "id_extras_1"),
        ({"cup": ""}, "id_cup"),
        ({"name": "Nobody"}, "notice notice-fault"),
        ({"ticket": "", "size": ""}, "notice notice-fault"),
    ],
)
def test_one_thing_has_the_focus_where_the_first_mistake_is(wrong: dict[str, Any], where: str) -> None:
    assert focused(Order(RIGHT | wrong)) == [where]


def test_form_without_a_mistake_has_the_focus_where_its_own_field_wants_it() -> None:
    assert focused(Order()) == focused(Order(RIGHT)) == ["id_name"]
