# The assistant as an image: the wheel of this checkout beside its pinned dependencies.
#   docker build -t assistant . && docker run --env-file .env assistant doctor

FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml setup.py README.md LICENSE ./
COPY assistant assistant
COPY migrations migrations
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /data --create-home assistant
COPY requirements/run.txt /tmp/requirements.txt
RUN pip install --no-cache-dir --require-hashes -r /tmp/requirements.txt
COPY --from=build /wheels /tmp/wheels
RUN pip install --no-cache-dir --no-index --no-deps /tmp/wheels/*.whl \
    && rm -r /tmp/wheels /tmp/requirements.txt

# Whoever may reach these ports is decided by what is published, not in here.
ENV ASSISTANT_LISTEN=0.0.0.0:8080 \
    ASSISTANT_METRICS_LISTEN=0.0.0.0:9108 \
    ASSISTANT_DATA_DIR=/data
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8080 9108

# Every process answers there, whichever parts it runs.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:9108/healthz', timeout=4)"]
ENTRYPOINT ["assistant"]
CMD ["run"]
