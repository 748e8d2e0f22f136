"""What the API says about jobs. Nothing in it rates a person: matches stand in order, with reasons."""

from decimal import Decimal
from typing import Any
from zoneinfo import available_timezones

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from intervision.skills import vocabulary

from .credits import credits_of, web_only
from .enums import CorrectionState, EmploymentType, Level, Need, PayPeriod, SalaryBasis, SavedState, Workplace
from .matching.matches import Shown
from .matching.profile import Moment
from .matching.reasons import Reason
from .models import SavedJob, Wishes
from .reading.gazetteer import country_code
from .reading.languages import common_code
from .wishes import CURRENCIES, known_countries, language_choices, store


class PlaceSerializer(serializers.Serializer[Any]):
    city = serializers.CharField(allow_blank=True)
    region = serializers.CharField(allow_blank=True)
    country = serializers.CharField(allow_blank=True, help_text="ISO 3166-1 alpha-2; empty: unknown.")


class CreditSerializer(serializers.Serializer[Any]):
    """Where a listing comes from. Who shows the listing has to show this beside it."""

    name = serializers.CharField(source="source")
    text = serializers.CharField()
    url = serializers.CharField(allow_blank=True)
    logo = serializers.CharField(allow_blank=True)
    rel = serializers.CharField()
    seen_at = serializers.DateTimeField()


class JobSerializer(serializers.Serializer[Any]):
    """An opening. An empty value is unknown; a predicted salary is left out."""

    id = serializers.UUIDField(source="job.pk")
    title = serializers.CharField(source="job.title")
    employer = serializers.CharField(source="job.employer_name")
    url = serializers.SerializerMethodField()
    places = PlaceSerializer(many=True)
    workplace = serializers.ChoiceField(source="job.workplace", choices=Workplace.choices, allow_blank=True)
    applicant_scope = serializers.CharField(source="job.applicant_scope", allow_blank=True)
    applicant_countries = serializers.ListField(
        source="job.applicant_countries", child=serializers.CharField()
    )
    seniority = serializers.ChoiceField(source="job.seniority", choices=Level.choices, allow_blank=True)
    employment_type = serializers.ChoiceField(
        source="job.employment_type", choices=EmploymentType.choices, allow_blank=True
    )
    salary = serializers.SerializerMethodField()
    language = serializers.CharField(source="job.language", allow_blank=True)
    posted_at = serializers.DateTimeField(source="job.posted_at", allow_null=True)
    valid_through = serializers.DateTimeField(source="job.valid_through", allow_null=True)
    status = serializers.CharField(source="job.status")
    openings = serializers.IntegerField(help_text="Of the same employer, title and place.")
    state = serializers.CharField(allow_blank=True, help_text="Saved, hidden, applied, or empty.")
    credits = serializers.SerializerMethodField()

    @extend_schema_field(
        {
            "type": "object",
            "nullable": True,
            "properties": {
                "min": {"type": "number", "nullable": True},
                "max": {"type": "number", "nullable": True},
                "currency": {"type": "string"},
                "period": {"type": "string", "enum": [*PayPeriod.values, ""]},
                "basis": {"type": "string", "enum": [SalaryBasis.STATED.value, SalaryBasis.PARSED.value]},
            },
        }
    )
    def get_salary(self, shown: Shown) -> dict[str, Any] | None:
        job = shown.job
        if job.salary_basis not in (SalaryBasis.STATED, SalaryBasis.PARSED):
            return None
        return {
            "min": job.salary_min,
            "max": job.salary_max,
            "currency": job.salary_currency,
            "period": job.salary_period,
            "basis": job.salary_basis,
        }

    def get_url(self, shown: Shown) -> str:
        return web_only(shown.job.url)

    @extend_schema_field(CreditSerializer(many=True))
    def get_credits(self, shown: Shown) -> Any:
        return CreditSerializer(credits_of(shown.postings), many=True).data


class NeedSerializer(serializers.Serializer[Any]):
    """A skill that the ad names: text[start:end], or the title's text if `in_title`."""

    skill = serializers.CharField(source="slug")
    need = serializers.ChoiceField(choices=Need.choices, allow_blank=True)
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    in_title = serializers.BooleanField()
    either = serializers.IntegerField(
        help_text="Of the skills with the same number one is enough; 0: it is asked for by itself."
    )


class JobDetailSerializer(JobSerializer):
    text = serializers.CharField(source="job.text", help_text="Spans of skills count in it.")
    skills = serializers.SerializerMethodField()

    @extend_schema_field(NeedSerializer(many=True))
    def get_skills(self, shown: Shown) -> Any:
        return NeedSerializer(shown.job.skills, many=True).data


class MomentSerializer(serializers.Serializer[Moment]):
    """A moment of an interview, in milliseconds from its start."""

    interview_id = serializers.UUIDField()
    turn = serializers.IntegerField()
    at_ms = serializers.IntegerField()
    quote = serializers.CharField()
    point = serializers.CharField()


class ReasonSerializer(serializers.Serializer[Reason]):
    kind = serializers.ChoiceField(choices=["shown", "related", "wished", "gap", "untested"])
    skill = serializers.CharField()
    name = serializers.CharField()
    ad = serializers.SerializerMethodField(help_text="The words of the ad.")
    moment = MomentSerializer(allow_null=True)
    asked = serializers.BooleanField(help_text="Whether a rehearsal asked about it.")
    either = serializers.ListField(
        child=serializers.CharField(),
        help_text="Skills, this one among them, of which one is enough; or none.",
    )
    also = serializers.ListField(
        child=serializers.CharField(),
        help_text="Names of other skills of the ad that the same moment is close to.",
    )
    correction = serializers.ChoiceField(
        choices=CorrectionState.choices, allow_blank=True, help_text="What the candidate says about it."
    )

    def get_ad(self, reason: Reason) -> str:
        return f"{reason.ad.before}{reason.ad.words}{reason.ad.after}"


class MatchSerializer(serializers.Serializer[Any]):
    job = JobSerializer(source="shown")
    reasons = ReasonSerializer(many=True, help_text="What speaks for it.")
    wished = ReasonSerializer(many=True)
    practise = ReasonSerializer(many=True, help_text="What it asks for and was not shown yet.")
    checks = serializers.ListField(child=serializers.CharField(), help_text="What is not known.")
    aside = serializers.BooleanField(
        help_text="Older than six weeks, or without a certain opening: it stands after the fresh ones."
    )


class DecisionSerializer(serializers.Serializer[SavedJob]):
    state = serializers.ChoiceField(choices=SavedState.choices, allow_blank=True)
    why = serializers.CharField(max_length=300, allow_blank=True, default="")


def _all_known(values: list[str], known: Any) -> list[str]:
    if unknown := [value for value in values if value not in known]:
        raise serializers.ValidationError(_("Not known: %(names)s.") % {"names": ", ".join(unknown)})
    return values


def _countries(values: list[str]) -> list[str]:
    codes, unknown = known_countries(values)
    return codes if not unknown else _all_known(unknown, ())


def _lines(help_text: str = "", *, choices: Any = None) -> serializers.ListField:
    child = serializers.ChoiceField(choices=choices) if choices else serializers.CharField(max_length=120)
    return serializers.ListField(child=child, max_length=40, required=False, help_text=help_text)


class WishesSerializer(serializers.ModelSerializer[Wishes]):
    titles = _lines("Roles as an ad would call them.")
    places = serializers.ListField(child=PlaceSerializer(), max_length=40, required=False)
    workplaces = _lines(choices=Workplace.choices)
    time_zones = _lines("IANA names.")
    countries = _lines('Where remote work would be done from: ISO 3166-1 alpha-2, or an area ("area:eu").')
    work_authorisation = _lines("As countries.")
    languages = _lines("ISO 639-1.")
    levels = _lines(choices=Level.choices)
    employment_types = _lines(choices=EmploymentType.choices)
    skills = _lines("Slugs of skills.")
    avoid_employers = _lines()
    avoid_skills = _lines("Slugs of skills.")

    def validate_places(self, places: list[dict[str, str]]) -> list[dict[str, str]]:
        codes = [place["country"] for place in places]
        if any(not code or country_code(code) != code for code in codes):
            raise serializers.ValidationError(_("A place’s country is its ISO 3166-1 code."))
        return places

    def validate_countries(self, values: list[str]) -> list[str]:
        return _countries(values)

    def validate_work_authorisation(self, values: list[str]) -> list[str]:
        return _countries(values)

    def validate_languages(self, codes: list[str]) -> list[str]:
        return _all_known([common_code(code) for code in codes], dict(language_choices()))

    def validate_salary_min(self, salary: Decimal | None) -> Decimal | None:
        if salary is not None and salary <= 0:
            raise serializers.ValidationError(_("Please enter an amount above zero, or leave it empty."))
        return salary

    def validate_salary_currency(self, code: str) -> str:
        return _all_known([code], ("", *CURRENCIES))[0]

    def validate_time_zones(self, zones: list[str]) -> list[str]:
        return _all_known(zones, available_timezones())

    def validate_skills(self, slugs: list[str]) -> list[str]:
        return _all_known(slugs, vocabulary())

    def validate_avoid_skills(self, slugs: list[str]) -> list[str]:
        return _all_known(slugs, vocabulary())

    def validate(self, changes: dict[str, Any]) -> dict[str, Any]:
        salary, currency = (
            changes.get(name, getattr(self.instance, name, None))
            for name in ("salary_min", "salary_currency")
        )
        asked = "salary_min" in changes or "salary_currency" in changes
        if asked and salary and not currency:
            raise serializers.ValidationError({"salary_currency": _("Which currency is it in?")})
        return changes

    def update(self, mine: Wishes, changes: dict[str, Any]) -> Wishes:
        for name, value in changes.items():
            setattr(mine, name, value)
        store(mine)
        return mine

    class Meta:
        model = Wishes
        fields = (
            "titles", "places", "workplaces", "time_zones", "countries", "work_authorisation", "languages",
            "levels", "employment_types", "skills", "avoid_employers", "avoid_skills", "salary_min",
            "salary_currency", "salary_period", "digest",
        )  # fmt: skip


class SkillSerializer(serializers.Serializer[Any]):
    skill = serializers.CharField()
    name = serializers.CharField()
    standing = serializers.ChoiceField(choices=["demonstrated", "gap", "untested"])
    correction = serializers.ChoiceField(choices=CorrectionState.choices, allow_blank=True)
    shown = MomentSerializer(many=True)
    missed = MomentSerializer(many=True)


class ProfileSerializer(serializers.Serializer[Any]):
    """What the rehearsals showed, skill by skill; `enough` is false while nothing is claimed to fit."""

    enough = serializers.BooleanField()
    level = serializers.CharField(allow_blank=True)
    domains = serializers.ListField(child=serializers.CharField())
    skills = serializers.SerializerMethodField()

    @extend_schema_field(SkillSerializer(many=True))
    def get_skills(self, profile: Any) -> Any:
        listed = [*profile.demonstrated, *profile.gaps, *profile.untested, *profile.left_out]
        return SkillSerializer(listed, many=True).data
