from django.urls import path

from . import sharing_views, views

urlpatterns = [
    path("reports/<uuid:interview_id>/", views.report, name="report"),
    path("reports/<uuid:interview_id>/progress/", views.making, name="report-progress"),
    path("reports/<uuid:interview_id>/pdf/", views.pdf, name="report-pdf"),
    path("reports/<uuid:interview_id>/answers/<int:turn>/", views.correct, name="report-correct"),
    path("reports/<uuid:interview_id>/practise/", views.practise, name="report-practise"),
    path("reports/<uuid:interview_id>/share/", sharing_views.share, name="report-share"),
    path(
        "reports/<uuid:interview_id>/share/<uuid:link_id>/revoke/",
        sharing_views.revoke,
        name="report-share-revoke",
    ),
    path("progress/", views.progress, name="progress"),
    path("shared/<str:token>/", sharing_views.shared, name="report-shared"),
    path("shared/<str:token>/pdf/", sharing_views.shared_pdf, name="report-shared-pdf"),
    path(
        "shared/<str:token>/recordings/<uuid:recording_id>/",
        sharing_views.shared_recording,
        name="report-shared-recording",
    ),
]
