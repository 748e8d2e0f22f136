import os

# Before numpy is imported: its many small products are faster on one thread than shared among several.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from .celery import app as celery_app

__all__ = ["celery_app"]
