from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from interviews import views as interview_views

# The admin's own form knows no second factor and no limit on attempts.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

handler404 = "intervision.api_refusals.not_found"

urlpatterns = [
    path("", interview_views.home, name="home"),
    path("", include("interviews.urls")),
    path("", include("reports.urls")),
    path("jobs/", include("jobs.urls")),
    path("account/", include("intervision.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("operators/", admin.site.urls),
    path("api/v1/", include("interviews.api_urls")),
    path("api/v1/", include("reports.api_urls")),
    path("api/v1/", include("jobs.api_urls")),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/v1/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="api-docs"),
    path("health/", interview_views.health, name="health"),
    path("health/ready/", interview_views.ready, name="ready"),
]
