from django.urls import path

from . import recording_views, views

urlpatterns = [
    path("dashboard/", views.dashboard, name="dashboard"),
    path("rehearse/", views.new_rehearsal, name="new-rehearsal"),
    path("rehearse/focus/", views.focus, name="rehearsal-focus"),
    path("interviews/<uuid:interview_id>/brought/", views.found, name="interview-brought"),
    path("interviews/<uuid:interview_id>/brought/again/", views.bring_again, name="interview-bring-again"),
    path("interviews/<uuid:interview_id>/check/", views.check, name="interview-check"),
    path("interviews/<uuid:interview_id>/", views.room, name="interview-room"),
    path("interviews/<uuid:interview_id>/wrapping-up/", views.wrapping_up, name="interview-wrapping-up"),
    path("interviews/<uuid:interview_id>/delete/", views.delete, name="interview-delete"),
    path("interviews/<uuid:interview_id>/exclude/", views.exclude, name="interview-exclude"),
    path("interviews/<uuid:interview_id>/recordings/", recording_views.start, name="recording-start"),
    path("recordings/delete/", recording_views.delete_all, name="recordings-delete"),
    path("recordings/<uuid:recording_id>/", recording_views.play, name="recording"),
    path(
        "recordings/<uuid:recording_id>/chunks/<int:number>/", recording_views.chunk, name="recording-chunk"
    ),
    path("recordings/<uuid:recording_id>/finish/", recording_views.finish, name="recording-finish"),
    path("recordings/<uuid:recording_id>/delete/", recording_views.delete, name="recording-delete"),
]
