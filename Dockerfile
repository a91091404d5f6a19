# Understory beside a Neo4j server of its own: see compose.yaml. Neo4j is not in this image.
FROM python:3.12-slim AS build
WORKDIR /understory
COPY locks/run.txt locks/run.txt
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r locks/run.txt
COPY . .
RUN /venv/bin/pip install --no-cache-dir --no-build-isolation --no-index --no-deps .

FROM python:3.12-slim
COPY --from=build /venv /venv
RUN useradd --create-home --uid 10001 understory && mkdir /store && chown understory /store
USER understory
ENV PATH=/venv/bin:$PATH UNDERSTORY_HOME=/store PYTHONUNBUFFERED=1
VOLUME /store
ENTRYPOINT ["understory"]
CMD ["serve"]
