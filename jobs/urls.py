from django.urls import path

from . import views

urlpatterns = [
    path("", views.listing, name="jobs"),
    path("search/", views.search, name="job-search"),
    path("search/cities/", views.cities, name="job-cities"),
    path("saved/", views.saved, name="jobs-saved"),
    path("wishes/", views.wish, name="job-wishes"),
    path("profile/", views.profile, name="job-profile"),
    path("sources/<slug:name>/logo/", views.source_logo, name="job-source-logo"),
    path("export/", views.export, name="jobs-export"),
    path("unsubscribe/<str:token>/", views.unsubscribe, name="jobs-unsubscribe"),
    path("<uuid:job_id>/", views.job, name="job"),
    path("<uuid:job_id>/decide/", views.decide, name="job-decide"),
    path("<uuid:job_id>/practise/", views.practise, name="job-practise"),
]
