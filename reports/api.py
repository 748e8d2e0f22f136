"""The API's reports: the token's owner reads their own, and nobody else's. No field rates anybody."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response

from interviews import history

from .letter.delivery_choice import claims_wanted, notes_wanted
from .letter.page import with_everything
from .letter.standing import standing
from .models import Action, Claim, CoachComment, Evidence, QuestionReview, Report
from .views import pdf_file


class EvidenceSerializer(serializers.ModelSerializer[Evidence]):
    class Meta:
        model = Evidence
        fields = ["number", "role", "turn", "quote", "start_ms", "end_ms"]
        read_only_fields = fields


class ClaimSerializer(serializers.ModelSerializer[Claim]):
    """One claim; [1] in its text stands for the time of the evidence with that number."""

    evidence = EvidenceSerializer(many=True, read_only=True)

    class Meta:
        model = Claim
        fields = [
            "id", "kind", "place", "shade", "question_slug", "key_point", "point", "skill", "turn", "because",
            "text", "evidence",
        ]  # fmt: skip
        read_only_fields = fields


class ActionSerializer(serializers.ModelSerializer[Action]):
    class Meta:
        model = Action
        fields = ["order", "claim", "skill", "title", "what", "minutes", "reading_title", "reading_url"]
        read_only_fields = fields


class QuestionReviewSerializer(serializers.ModelSerializer[QuestionReview]):
    turns = serializers.ListField(child=serializers.IntegerField(), read_only=True)
    still_open = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = QuestionReview
        fields = ["order", "question_slug", "asked", "asked_ms", "turns", "stronger", "still_open"]
        read_only_fields = fields


class CoachCommentSerializer(serializers.ModelSerializer[CoachComment]):
    class Meta:
        model = CoachComment
        fields = ["author", "at_ms", "text", "created_at"]
        read_only_fields = fields


class ReportSerializer(serializers.ModelSerializer[Report]):
    interview = serializers.UUIDField(source="interview_id", read_only=True)

    class Meta:
        model = Report
        fields = ["interview", "title", "held_at", "state", "version", "built_at", "thin"]
        read_only_fields = fields


class NoteSerializer(serializers.Serializer[Any]):
    at_ms = serializers.IntegerField(allow_null=True)
    text = serializers.CharField()


class ChangeSerializer(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    turns = serializers.ListField(child=serializers.IntegerField())
    lines = serializers.ListField(child=serializers.CharField())


class ReportDetailSerializer(ReportSerializer):
    claims = serializers.SerializerMethodField()
    actions = serializers.SerializerMethodField()
    questions = serializers.SerializerMethodField()
    comments = CoachCommentSerializer(many=True, read_only=True)
    notes = serializers.SerializerMethodField()
    changes = ChangeSerializer(many=True, read_only=True)
    pdf_url = serializers.SerializerMethodField()

    class Meta(ReportSerializer.Meta):
        fields = [
            *ReportSerializer.Meta.fields, "written_by", "claims", "actions", "questions", "comments",
            "notes", "changes", "pdf_url",
        ]  # fmt: skip
        read_only_fields = fields

    def to_representation(self, instance: Report) -> Any:
        self._record = history.interview(instance.interview_id)
        self._standing = standing(instance, self._record)
        return super().to_representation(instance)

    @extend_schema_field(ClaimSerializer(many=True))
    def get_claims(self, report: Report) -> Any:
        return ClaimSerializer(claims_wanted(self._standing.claims, report), many=True).data

    @extend_schema_field(ActionSerializer(many=True))
    def get_actions(self, report: Report) -> Any:
        return ActionSerializer(self._standing.actions, many=True).data

    @extend_schema_field(QuestionReviewSerializer(many=True))
    def get_questions(self, report: Report) -> Any:
        return QuestionReviewSerializer(self._standing.reviews, many=True).data

    @extend_schema_field(NoteSerializer(many=True))
    def get_notes(self, report: Report) -> Any:
        return NoteSerializer(notes_wanted(report, self._record), many=True).data

    @extend_schema_field(OpenApiTypes.URI)
    def get_pdf_url(self, report: Report) -> str:
        request = self.context["request"]
        return str(request.build_absolute_uri(reverse("api-report-pdf", args=[report.interview_id])))


class PdfOrJson(BaseContentNegotiation):
    """Takes any Accept header: the answer is a PDF, or JSON that says why there is none."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


@extend_schema_view(
    list=extend_schema(summary="One's reports, newest first", description=""),
    retrieve=extend_schema(summary="An interview's report, each claim with its evidence", description=""),
)
class ReportViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Report]):
    """The owner's reports, newest first, by the id of their interview."""

    queryset = Report.objects.none()
    serializer_class = ReportSerializer
    lookup_field = "interview_id"
    lookup_value_converter = "uuid"

    def get_queryset(self) -> QuerySet[Report]:
        if self.action == "retrieve":
            detail: QuerySet[Report] = with_everything().of(self.request.user.pk)
            return detail
        # Of those held at the same moment, or at none, none may stand on two pages and another on none.
        return Report.objects.of(self.request.user.pk).order_by("-held_at", "pk")

    def get_object(self) -> Report:
        try:
            report: Report = super().get_object()
        except Http404 as error:
            raise NotFound(
                "You have no report of an interview with this id. One is begun when an interview has ended, "
                "and is there a minute or two later: ask again then. /api/v1/interviews/ lists yours with "
                "their state."
            ) from error
        return report

    def get_serializer_class(self) -> type[serializers.BaseSerializer[Report]]:
        return ReportDetailSerializer if self.action == "retrieve" else ReportSerializer

    @extend_schema(
        summary="The report as a PDF",
        description="",
        responses={
            (200, "application/pdf"): OpenApiTypes.BINARY,
            202: OpenApiResponse(description="It is being set; ask again in a few seconds."),
            409: OpenApiResponse(description="The report has not been built yet."),
        },
    )
    @action(detail=True, methods=["get"], content_negotiation_class=PdfOrJson)
    def pdf(self, request: Request, interview_id: Any = None) -> Any:
        """The report as a PDF."""
        report = self.get_object()
        if not report.is_readable:
            return Response({"detail": "The report has not been built yet."}, status=409)
        waiting = Response({"detail": "The PDF is being set; ask again in a few seconds."}, status=202)
        return pdf_file(report) or waiting
