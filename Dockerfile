# One image, three commands: `migrate`, `web` (the default) and `clock`. compose.yaml starts them.
# Linted by a test; its steps are run in an empty folder by another. It was never built on a machine
# with a container engine.
FROM python:3.13-slim-bookworm AS build
COPY requirements.lock /
RUN python -m venv /opt/needlepoint \
    && /opt/needlepoint/bin/pip install --no-cache-dir --no-deps --require-hashes -r /requirements.lock

FROM python:3.13-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /data --create-home needlepoint
COPY --from=build /opt/needlepoint /opt/needlepoint
WORKDIR /app
COPY bot bot
COPY handlers handlers
COPY jobs jobs
COPY models models
# Compiled here, because the file system is read-only later.
RUN /opt/needlepoint/bin/python -m compileall -q bot handlers jobs models
ENV PATH=/opt/needlepoint/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOST=0.0.0.0 \
    LOG_FORMAT=json
USER 10001:10001
EXPOSE 3000 3001
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-m", "bot.health"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["web"]
