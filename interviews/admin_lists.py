"""The list of turns, of which there are a hundred thousand soon: what is read of them, and its filters.

The filters know their choices; Django's own would ask every row which ones there are.
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .interviewer.local import LocalInterviewer
from .interviewer.port import MoveKind
from .models import Turn

# Of a turn, shown on its own page only: each takes more room than all the rest of a row.
LONG_OF_TURN = (
    "question", "words", "speech", "excused", "heard_as", "content", "delivery", "framing", "coaching",
)  # fmt: skip


class TurnList(ChangeList):
    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Turn]:
        return super().get_queryset(request, exclude_parameters).defer(*LONG_OF_TURN)


class KindFilter(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(kind.value, kind.value) for kind in MoveKind]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Turn]) -> QuerySet[Turn]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class AskedByFilter(admin.SimpleListFilter):
    title = _("asked by")
    parameter_name = "asked_by"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("local", _("the local interviewer")), ("model", _("a language model"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Turn]) -> QuerySet[Turn]:
        if self.value() == "local":
            return queryset.filter(asked_by=LocalInterviewer.name)
        return queryset.exclude(asked_by=LocalInterviewer.name) if self.value() else queryset
