"""The API of jobs: matches, profile, search, a job, decisions, wishes; of the token's owner only."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from intervision.accounts.models import User
from intervision.paging import Pages

from .decisions import decide
from .enums import SavedState
from .forms import read_search
from .index import generations
from .matching.matches import FEW, matches_of, show
from .matching.profile import profile_of
from .models import Job, SavedJob
from .search import FACETS, MOST_PAGES, search
from .serializers import (
    DecisionSerializer,
    JobDetailSerializer,
    JobSerializer,
    MatchSerializer,
    ProfileSerializer,
    WishesSerializer,
)
from .wishes import wishes_for


class NotIndexed(APIException):
    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_detail = _("The job index is being built; try again in a few minutes.")
    default_code = "not_indexed"


NOT_INDEXED = OpenApiResponse(description="The job index is being built; try again in a few minutes.")


# What all of these share: who asks. No docstring: the schema would give it to each of them.
class Mine(APIView):
    @property
    def user_id(self) -> UUID:
        assert isinstance(self.request.user, User)
        return self.request.user.pk


class MatchesView(Mine):
    @extend_schema(
        operation_id="jobs_matches",
        summary="One's matches, best first",
        parameters=[OpenApiParameter("limit", OpenApiTypes.INT, description=f"At most {FEW}.")],
        responses={200: MatchSerializer(many=True), 503: NOT_INDEXED},
    )
    def get(self, request: Request) -> Response:
        wanted = request.query_params.get("limit", "")
        limit = min(FEW, max(1, int(wanted))) if wanted.isdecimal() and len(wanted) < 4 else FEW
        found = matches_of(self.user_id, now=timezone.now(), limit=limit)
        if not found.indexed:
            raise NotIndexed
        return Response(MatchSerializer(found.matches, many=True).data)


class SearchView(Mine):
    @extend_schema(
        operation_id="jobs_search",
        summary="Search open jobs",
        parameters=[
            OpenApiParameter("q", OpenApiTypes.STR, description="Words of title, employer or text."),
            OpenApiParameter("city", OpenApiTypes.STR, description='As in "Berlin, DE".'),
            OpenApiParameter("sort", OpenApiTypes.STR, enum=["newest"]),
            OpenApiParameter("page", OpenApiTypes.INT, description=f"1 to {MOST_PAGES}."),
            *(OpenApiParameter(facet, OpenApiTypes.STR, many=True) for facet in FACETS),
        ],
        responses={
            200: {
                "type": "object",
                "properties": {
                    "total": {"type": "integer"},
                    "page": {"type": "integer"},
                    "pages": {"type": "integer"},
                    "corrected": {"type": "object", "additionalProperties": {"type": "string"}},
                    "facets": {
                        "type": "object",
                        "additionalProperties": {
                            "type": "array",
                            "items": {
                                "type": "object",
                                "properties": {
                                    "value": {"type": "string"},
                                    "jobs": {"type": "integer"},
                                    "exact": {"type": "boolean"},
                                },
                            },
                        },
                    },
                    "results": {"type": "array", "items": {"$ref": "#/components/schemas/Job"}},
                },
            },
            503: NOT_INDEXED,
        },
    )
    def get(self, request: Request) -> Response:
        try:
            found = search(generations.reader(), read_search(request.query_params), now=timezone.now())
        except generations.NoIndex as error:
            raise NotIndexed from error
        ids = [entry.id for entry in found.entries]
        states = dict(
            SavedJob.objects.filter(user_id=self.user_id, job_id__in=ids).values_list("job_id", "state")
        )
        shown = show(ids, states=states)
        return Response(
            {
                "total": found.total,
                "page": found.page,
                "pages": found.pages,
                "corrected": found.corrected,
                "facets": {
                    facet: [{"value": one.value, "jobs": one.jobs, "exact": one.exact} for one in counts]
                    for facet, counts in found.counts.items()
                },
                "results": JobSerializer([shown[job] for job in ids if job in shown], many=True).data,
            }
        )


class JobView(Mine):
    @extend_schema(operation_id="jobs_job", summary="One job", responses=JobDetailSerializer)
    def get(self, request: Request, job_id: UUID) -> Response:
        get_object_or_404(Job.objects.only("pk"), pk=job_id)
        mine = SavedJob.objects.filter(user_id=self.user_id, job_id=job_id).first()
        shown = show([job_id], states={job_id: mine.state if mine else ""})[job_id]
        return Response(JobDetailSerializer(shown).data)


class DecisionView(Mine):
    @extend_schema(
        operation_id="jobs_decide",
        summary="Save or hide a job, or say that one applied",
        request=DecisionSerializer,
        responses=DecisionSerializer,
    )
    def put(self, request: Request, job_id: UUID) -> Response:
        asked: Serializer[Any] = DecisionSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        job = get_object_or_404(Job, pk=job_id)
        row = decide(user_id=self.user_id, job=job, **asked.validated_data, now=timezone.now())
        return Response(DecisionSerializer(row).data)


class SavedView(Mine):
    @extend_schema(
        operation_id="jobs_saved",
        summary="Jobs that one decided on, newest first",
        parameters=[
            OpenApiParameter("state", OpenApiTypes.STR, enum=["saved", "hidden", "applied"]),
            OpenApiParameter("limit", OpenApiTypes.INT),
            OpenApiParameter("offset", OpenApiTypes.INT),
        ],
        responses={
            200: Pages().get_paginated_response_schema(
                {"type": "array", "items": {"$ref": "#/components/schemas/Job"}}
            )
        },
    )
    def get(self, request: Request) -> Response:
        rows: QuerySet[SavedJob] = SavedJob.objects.filter(user_id=self.user_id).exclude(state="")
        if state := request.query_params.get("state"):
            if state not in SavedState.values:
                raise ValidationError({"state": [f"{state!r} is none of {', '.join(SavedState.values)}."]})
            rows = rows.filter(state=state)
        pages = Pages()
        page = pages.paginate_queryset(rows.order_by("-at", "pk"), request, view=self) or []
        shown = show([row.job_id for row in page], states={row.job_id: row.state for row in page})
        return pages.get_paginated_response(
            JobSerializer([shown[row.job_id] for row in page], many=True).data
        )


class WishesView(Mine):
    @extend_schema(operation_id="jobs_wishes", summary="One's wishes", responses=WishesSerializer)
    def get(self, request: Request) -> Response:
        return Response(WishesSerializer(wishes_for(self.user_id)).data)

    @extend_schema(
        operation_id="jobs_wishes_change",
        summary="Change one's wishes",
        request=WishesSerializer(partial=True),
        responses=WishesSerializer,
    )
    def patch(self, request: Request) -> Response:
        asked = WishesSerializer(wishes_for(self.user_id), data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        asked.save()
        return Response(asked.data)


class ProfileView(Mine):
    @extend_schema(
        operation_id="jobs_profile", summary="What one's rehearsals showed", responses=ProfileSerializer
    )
    def get(self, request: Request) -> Response:
        return Response(ProfileSerializer(profile_of(self.user_id)).data)
