"""The forms of the job pages: wishes, search, and why a job was hidden."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from . import wishes
from .enums import CorrectionState, EmploymentType, Level, PayPeriod, SavedState, Workplace
from .models import Wishes
from .search import FACETS, MOST_PAGES, SearchQuery

if TYPE_CHECKING:
    _WishesModelForm = forms.ModelForm[Wishes]
else:
    _WishesModelForm = forms.ModelForm

_MOST_LINES = 30
_MOST_OF_A_FACET = 12
# What few people wish for is folded away on the page, each line of it under a title of its own.
_FOLDED = (
    (_("Employment type and languages"), ("employment_types", "languages")),
    (_("Work permits and time zone"), ("work_authorisation", "time_zones")),
    (_("What to leave out"), ("avoid_employers", "avoid_skills")),
)
_CONTINENTS = frozenset(
    ["Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"]
)


class Lines(forms.CharField):
    """Several values, one a line (or separated by commas)."""

    def __init__(self, *, rows: int = 3, commas: bool = True, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("max_length", 2000)
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
        self.commas = commas

    def clean(self, value: Any) -> Any:
        text: str = super().clean(value) or ""
        parts = text.replace(",", "\n").splitlines() if self.commas else text.splitlines()
        lines = list(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))
        if len(lines) > _MOST_LINES:
            raise forms.ValidationError(_("Please name at most %(most)d.") % {"most": _MOST_LINES})
        return lines

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class Countries(forms.CharField):
    """Countries and areas by name, separated by commas."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=500, **kwargs)

    def clean(self, value: Any) -> Any:
        codes, unknown = wishes.read_countries(super().clean(value) or "")
        if unknown:
            message = _(
                "Not recognised as a country or area: %(names)s. Try it in English, as in “Poland, EU”."
            )
            raise forms.ValidationError(message % {"names": ", ".join(unknown)})
        return codes

    def prepare_value(self, value: Any) -> Any:
        return wishes.write_countries(value) if isinstance(value, list) else value


class Skills(Lines):
    def clean(self, value: Any) -> Any:
        slugs, unknown = wishes.read_skills(super().clean(value))
        if unknown:
            raise forms.ValidationError(
                _("Not recognised as a skill: %(names)s. Try another name for it.")
                % {"names": ", ".join(unknown)}
            )
        return slugs

    def prepare_value(self, value: Any) -> Any:
        from .matching.reasons import name_of

        return "\n".join(name_of(slug) for slug in value) if isinstance(value, list) else value


def _picks(label: Any, choices: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
    )


def _zones(kept: Wishes) -> list[str]:
    """Return the zones that are named for a place, with those that were kept before."""
    places = {zone for zone in available_timezones() if zone.partition("/")[0] in _CONTINENTS}
    return sorted(places.union(kept.time_zones))


class WishesForm(_WishesModelForm):
    all_optional = True  # which the page says once, and no label (templates/forms/_label.html)

    titles = Lines(
        label=_("Roles"),
        help_text=_("One per line, as in an ad: “Backend engineer”. If empty: what you rehearse for."),
    )
    skills = Skills(label=_("Skills you want to use"), help_text=_("One per line."))
    levels = _picks(_("Level"), Level.choices)
    places = Lines(
        label=_("Places"),
        commas=False,
        help_text=_("One per line: “Berlin, Germany”, or a country. For on-site and hybrid work."),
    )
    workplaces = _picks(_("Where the work is done"), Workplace.choices, _("None picked: any."))
    countries = Countries(
        label=_("You would work remotely from"),
        help_text=_("Countries, separated by commas. Most remote jobs are open only to some countries."),
    )
    time_zones = forms.ChoiceField(
        label=_("Your time zone"),
        required=False,
        help_text=_("Remote teams over six hours away are marked, not left out."),
    )
    work_authorisation = Countries(
        label=_("Where you may work"),
        help_text=_("Countries, or “EU”. Jobs elsewhere are left out, unless you name the place above."),
    )
    languages = _picks(_("Languages you would work in"), [], _("None picked: the language you rehearse in."))
    employment_types = _picks(_("Employment type"), EmploymentType.choices)
    avoid_employers = Lines(label=_("Employers to leave out"), commas=False, help_text=_("One per line."))
    avoid_skills = Skills(
        label=_("Skills to leave out"), help_text=_("Jobs that require one of them are not shown.")
    )
    salary_currency = forms.ChoiceField(
        label=_("Currency"),
        required=False,
        choices=[("", "–"), *((code, code) for code in wishes.CURRENCIES)],
    )

    class Meta:
        model = Wishes
        fields = (
            "titles", "skills", "levels", "places", "workplaces", "countries", "time_zones",
            "work_authorisation", "languages", "employment_types", "avoid_employers", "avoid_skills",
            "salary_min", "salary_currency", "salary_period", "digest",
        )  # fmt: skip
        labels = {
            "salary_min": _("At least"),
            "salary_period": _("Period"),
            "digest": _("Email me when there is a new strong match"),
        }
        help_texts = {
            "salary_min": _("Compared only with pay stated in that currency. Jobs that state none stay in."),
            "digest": _("At most one email a day, each job once. Every email has a link to stop them."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        period = self.fields["salary_period"]
        assert isinstance(period, forms.ChoiceField)
        period.choices = [("", "–"), *PayPeriod.choices]
        languages = self.fields["languages"]
        assert isinstance(languages, forms.MultipleChoiceField)
        languages.choices = wishes.language_choices()
        zones = self.fields["time_zones"]
        assert isinstance(zones, forms.ChoiceField)
        zones.choices = [("", "–"), *((zone, zone.replace("_", " ")) for zone in _zones(self.instance))]
        if not self.is_bound:
            if self.instance.salary_min is not None:
                # 60000, not 60000.00.
                self.initial["salary_min"] = f"{self.instance.salary_min.normalize():f}"
            self.initial["time_zones"] = next(iter(self.instance.time_zones), "")
            self.initial["places"] = [wishes.write_place(place) for place in self.instance.places]
        if self.instance.user_id and not self.instance.user.email:
            del self.fields["digest"]

    @property
    def folded(self) -> list[tuple[str, list[forms.BoundField], bool]]:
        """Return title, fields, and whether something stands or went wrong in them, which opens the fold."""
        parts = [(str(title), [self[name] for name in names]) for title, names in _FOLDED]
        return [
            (title, fields, any(field.errors or field.value() for field in fields)) for title, fields in parts
        ]

    def clean_places(self) -> list[dict[str, str]]:
        lines: list[str] = self.cleaned_data["places"]
        found = [(line, wishes.read_place(line)) for line in lines]
        if unknown := [line for line, place in found if place is None]:
            message = _("Not recognised as a place: %(names)s. Try a larger town nearby, or the country.")
            raise forms.ValidationError(message % {"names": "; ".join(unknown)})
        return [place for _line, place in found if place]

    def clean_time_zones(self) -> list[str]:
        """Return the zone as a list; further ones, which only the API takes, stay with the first."""
        zone: str = self.cleaned_data["time_zones"]
        kept: list[str] = self.instance.time_zones
        if kept[:1] == [zone]:
            return kept
        return [zone] if zone else []

    def clean_salary_min(self) -> Decimal | None:
        salary: Decimal | None = self.cleaned_data["salary_min"]
        if salary is not None and salary <= 0:
            raise forms.ValidationError(_("Please enter an amount above zero, or leave it empty."))
        return salary

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("salary_min") and not data.get("salary_currency"):
            self.add_error("salary_currency", _("Which currency is it in?"))
        return data


class DecisionForm(forms.Form):
    state = forms.ChoiceField(choices=[("", ""), *SavedState.choices], required=False)
    why = forms.CharField(max_length=300, required=False)


class CorrectionForm(forms.Form):
    skill = forms.SlugField(max_length=100)
    state = forms.ChoiceField(choices=[("", ""), *CorrectionState.choices], required=False)


def read_search(params: QueryDict) -> SearchQuery:
    """Return what an address asks for; what it can't mean is left out rather than refused."""
    facets = {
        facet: tuple(dict.fromkeys(value[:60] for value in params.getlist(facet) if value))[:_MOST_OF_A_FACET]
        for facet in FACETS
    }
    facets["age"] = tuple(value for value in facets["age"] if value.isdecimal() and len(value) < 4)
    page = params.get("page", "")
    return SearchQuery(
        words=" ".join(params.get("q", "").split())[:200],
        city=" ".join(params.get("city", "").split())[:120],
        facets={facet: values for facet, values in facets.items() if values},
        newest_first=params.get("sort") == "newest",
        page=min(int(page), MOST_PAGES) if page.isdecimal() and len(page) < 4 else 1,
    )
