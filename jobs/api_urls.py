from django.urls import path

from . import api

urlpatterns = [
    path("jobs/matches/", api.MatchesView.as_view(), name="api-job-matches"),
    path("jobs/search/", api.SearchView.as_view(), name="api-job-search"),
    path("jobs/saved/", api.SavedView.as_view(), name="api-jobs-saved"),
    path("jobs/wishes/", api.WishesView.as_view(), name="api-job-wishes"),
    path("jobs/profile/", api.ProfileView.as_view(), name="api-job-profile"),
    path("jobs/<uuid:job_id>/", api.JobView.as_view(), name="api-job"),
    path("jobs/<uuid:job_id>/decision/", api.DecisionView.as_view(), name="api-job-decision"),
]
