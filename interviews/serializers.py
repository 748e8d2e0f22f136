"""What the API says about interviews. Times are milliseconds from the interview's start."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from intervision.accounts.models import User
from intervision.skills import vocabulary

from . import planning
from .enums import AnswerMode, Domain, EndReason, Manner, Seniority
from .forms import MINUTES
from .models import Interview, Recording, Turn


class RecordingSerializer(serializers.ModelSerializer[Recording]):
    class Meta:
        model = Recording
        fields = (
            "id",
            "state",
            "mime_type",
            "has_video",
            "offset_ms",
            "duration_ms",
            "size_bytes",
            "created_at",
        )
        read_only_fields = fields
        extra_kwargs = {
            "offset_ms": {"help_text": "When the recorder started: a time minus this is the place to play."},
        }


class InterviewSerializer(serializers.ModelSerializer[Interview]):
    focus = serializers.ListField(child=serializers.CharField(), help_text="Slugs of skills.")
    not_reached = serializers.ListField(
        child=serializers.CharField(), help_text="Slugs of questions that were planned and not asked."
    )
    end_reason = serializers.ChoiceField(choices=EndReason.choices, allow_blank=True)

    class Meta:
        model = Interview
        fields: tuple[str, ...] = (
            "id",
            "domain",
            "seniority",
            "manner",
            "mode",
            "language",
            "minutes",
            "focus",
            "planned_for",
            "state",
            "end_reason",
            "created_at",
            "started_at",
            "ended_at",
            "duration_ms",
            "excluded",
            "not_reached",
        )
        read_only_fields: tuple[str, ...] = fields


class InterviewDetailSerializer(InterviewSerializer):
    recordings = RecordingSerializer(many=True, read_only=True)

    class Meta(InterviewSerializer.Meta):
        fields = (*InterviewSerializer.Meta.fields, "recordings")
        read_only_fields = fields


class PlanSerializer(serializers.Serializer[Interview]):
    """A rehearsal to plan. It waits in the browser of the token's owner, who holds it."""

    domain = serializers.ChoiceField(choices=Domain.choices)
    seniority = serializers.ChoiceField(choices=Seniority.choices)
    minutes = serializers.ChoiceField(choices=MINUTES, default=10)
    manner = serializers.ChoiceField(choices=Manner.choices, default=Manner.INTERVIEW)
    mode = serializers.ChoiceField(choices=AnswerMode.choices, default=AnswerMode.VOICE)
    focus = serializers.ListField(
        child=serializers.SlugField(), max_length=5, default=list, help_text="At most five slugs of skills."
    )

    def validate_focus(self, focus: list[str]) -> list[str]:
        known = {skill.slug for skill in vocabulary()}
        if unknown := [slug for slug in focus if slug not in known]:
            raise serializers.ValidationError(_("There is no skill %(slug)s.") % {"slug": ", ".join(unknown)})
        return focus

    def create(self, validated_data: dict[str, Any]) -> Interview:
        candidate: User = validated_data.pop("candidate")
        focus = tuple(validated_data.pop("focus"))
        interview_id: UUID = planning.plan_rehearsal(candidate_id=candidate.pk, focus=focus, **validated_data)
        return Interview.objects.get(pk=interview_id)


class WordSerializer(serializers.Serializer[Any]):
    text = serializers.CharField()
    start_ms = serializers.IntegerField()
    end_ms = serializers.IntegerField()
    confidence = serializers.FloatField(min_value=0, max_value=1)


class TurnSerializer(serializers.ModelSerializer[Turn]):
    """What the interviewer said, as far as it was heard, and the answer with each word's time."""

    words = serializers.SerializerMethodField()
    corrected = serializers.SerializerMethodField(help_text="The candidate corrected what was heard.")

    class Meta:
        model = Turn
        fields = (
            "number",
            "kind",
            "question_slug",
            "key_point",
            "said",
            "said_ms",
            "asked_by",
            "mode",
            "skipped",
            "answer",
            "answer_start_ms",
            "answer_end_ms",
            "words",
            "code",
            "code_language",
            "corrected",
        )
        read_only_fields = fields

    @extend_schema_field(WordSerializer(many=True))
    def get_words(self, turn: Turn) -> list[dict[str, Any]]:
        return [
            {
                "text": text,
                "start_ms": start,
                "end_ms": end,
                "confidence": rest[0] if rest else 1.0,
            }
            for text, start, end, *rest in turn.words
        ]

    def get_corrected(self, turn: Turn) -> bool:
        return turn.corrected_at is not None
