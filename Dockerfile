# syntax=docker/dockerfile:1
# One image for every process: web, worker, beat, migrate (docker-compose.yml).

FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
COPY requirements.txt .
# --no-deps: two packages are locked without the frameworks that they would bring along.
RUN /opt/venv/bin/pip install --no-deps --require-hashes -r requirements.txt

FROM python:3.11-slim-bookworm
# unixodbc: mssql-django loads it. tini: reaps what a killed worker leaves.
RUN apt-get update \
 && apt-get install -y --no-install-recommends tini unixodbc \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --create-home --home-dir /home/intervision intervision \
 && install -d -o intervision -g intervision /var/lib/intervision /srv/static
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=intervision.settings \
    VAR_DIR=/var/lib/intervision \
    STATIC_ROOT=/srv/static \
    STATICFILES_BACKEND=whitenoise.storage.CompressedManifestStaticFilesStorage
COPY --from=build /opt/venv /opt/venv
WORKDIR /srv/intervision
COPY manage.py ./
COPY intervision intervision
COPY interviews interviews
COPY reports reports
COPY jobs jobs
COPY templates templates
COPY static static
# No key stays in the image: this one is for the length of the command, and so is its data folder.
RUN SECRET_KEY=build VAR_DIR=/tmp/build STATIC_ROOT=/srv/static python manage.py collectstatic --noinput --skip-checks \
 && rm -rf /tmp/build && python -m compileall -q intervision interviews reports jobs
USER intervision
VOLUME /var/lib/intervision
EXPOSE 8000
ENTRYPOINT ["tini", "--"]
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen(r.Request('http://127.0.0.1:8000/health/', headers={'Host': 'localhost'}), timeout=4)"]
# -v 0: no access log, for the addresses of shared reports are their keys.
CMD ["python", "-m", "daphne", "-b", "0.0.0.0", "-p", "8000", "--proxy-headers", "-v", "0", "--application-close-timeout", "30", "intervision.asgi:application"]
