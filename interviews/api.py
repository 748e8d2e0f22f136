"""The API's view of one's own interviews: read them, read what was said, plan another."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from . import planning
from .enums import Domain, InterviewState, Seniority
from .models import Interview, Recording, Turn
from .serializers import (
    InterviewDetailSerializer,
    InterviewSerializer,
    PlanSerializer,
    RecordingSerializer,
    TurnSerializer,
)

# A + that is put into an address as it is, as in +01:00, comes as a blank: UTC does without.
MOMENT = {"invalid": _("Write it in UTC, as 2026-11-30T09:00:00Z.")}


class InterviewFilter(filters.FilterSet):  # type: ignore[misc]
    state = filters.ChoiceFilter(choices=InterviewState.choices)
    domain = filters.ChoiceFilter(choices=Domain.choices)
    seniority = filters.ChoiceFilter(choices=Seniority.choices)
    since = filters.IsoDateTimeFilter(field_name="created_at", lookup_expr="gte", error_messages=MOMENT)
    before = filters.IsoDateTimeFilter(field_name="created_at", lookup_expr="lt", error_messages=MOMENT)

    class Meta:
        model = Interview
        fields = ("state", "domain", "seniority", "since", "before")


@extend_schema_view(
    list=extend_schema(summary="One's interviews, newest first"),
    retrieve=extend_schema(summary="One interview with its recordings", responses=InterviewDetailSerializer),
)
class InterviewViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Interview]):
    queryset = Interview.objects.none()
    serializer_class = InterviewSerializer
    filter_backends = (filters.DjangoFilterBackend,)
    filterset_class = InterviewFilter

    def get_queryset(self) -> QuerySet[Interview]:
        mine = Interview.objects.of(self.request.user.pk).order_by("-created_at", "pk")
        return mine.prefetch_related("recordings") if self.action == "retrieve" else mine

    def get_serializer_class(self) -> Any:
        return InterviewDetailSerializer if self.action == "retrieve" else InterviewSerializer

    @extend_schema(summary="Plan a rehearsal", request=PlanSerializer, responses={201: InterviewSerializer})
    def create(self, request: Request) -> Response:
        plan = PlanSerializer(data=request.data)
        plan.is_valid(raise_exception=True)
        try:
            interview = plan.save(candidate=request.user)
        except planning.NotAllowed as error:
            raise ValidationError(str(error)) from error
        return Response(InterviewSerializer(interview).data, status=status.HTTP_201_CREATED)

    @extend_schema(summary="What was said, turn by turn", responses=TurnSerializer(many=True), filters=False)
    @action(detail=True, filterset_class=None)
    def transcript(self, request: Request, pk: str) -> Response:
        turns = (
            Turn.objects.filter(interview=self.get_object())
            .order_by("number")
            .defer("question", "content", "delivery", "framing", "heard_as", "speech", "coaching")
        )
        page = self.paginate_queryset(turns)  # type: ignore[arg-type]
        return self.get_paginated_response(TurnSerializer(page, many=True).data)

    @extend_schema(summary="What was recorded", responses=RecordingSerializer(many=True), filters=False)
    @action(detail=True, filterset_class=None)
    def recordings(self, request: Request, pk: str) -> Response:
        recordings = Recording.objects.filter(interview=self.get_object()).order_by("created_at", "pk")
        page = self.paginate_queryset(recordings)  # type: ignore[arg-type]
        return self.get_paginated_response(RecordingSerializer(page, many=True).data)
