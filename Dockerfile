# One image for every process of the service: the command chooses which one runs (see deploy/image/processes.mjs).
#
#   docker build --build-arg VERSION=1.2.3 --build-arg REVISION="$(git rev-parse HEAD)" --tag partner-client-service:1.2.3 .
#   docker run partner-client-service:1.2.3 worker
#
# Every step needs the npm registry and nothing else. docs/deploying.md has the rest.
# Node with long-term support until 2028-04. The service needs 20.19 or newer.
ARG NODE_IMAGE=docker.io/library/node:24-bookworm-slim

# What the processes need of the registry, and no more: neither test tools nor the compiler nor the embedded PostgreSQL.
FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --omit=dev --omit=optional

# The compiler is one of the optional packages.
FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --omit=dev
COPY scripts ./scripts
COPY apps ./apps
COPY libs ./libs
RUN node scripts/build.mjs

FROM ${NODE_IMAGE} AS service
# Nothing is installed any more: package managers would only be of use to an intruder.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack \
    /usr/local/bin/yarn /usr/local/bin/yarnpkg /opt/yarn-*
# A container has an address of its own, and is reached there. What may be reached from where is for the network around it.
ENV NODE_ENV=production \
    API_HOST=0.0.0.0 \
    WORKER_HOST=0.0.0.0 \
    DASHBOARD_HOST=0.0.0.0 \
    METRICS_HOST=0.0.0.0 \
    METRICS_PORT=9464
WORKDIR /app
COPY package.json ./
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY deploy/image/processes.mjs deploy/image/run.mjs deploy/image/check-health.mjs deploy/image/make-secrets.mjs ./deploy/image/
# The image's own user `node`, by number: Kubernetes can only tell of a number that it is not root. All files belong to root.
USER 1000:1000
EXPOSE 3000 3001 3002 9464
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 CMD ["node", "deploy/image/check-health.mjs"]
# As an array, so that Node itself is process 1 and gets the signals. The flags are those of `npm start`, with its reasons.
ENTRYPOINT ["node", "--enable-source-maps", "--max-semi-space-size=64", "deploy/image/run.mjs"]
CMD ["api"]

# Last, since they change with every commit and what stands above need not be built anew.
ARG VERSION=0.0.0
ARG REVISION=unknown
ARG NODE_IMAGE
LABEL org.opencontainers.image.title="partner-client-service" \
      org.opencontainers.image.description="Takes batches of partner clients and revenue claims from partners, decides every item once, and says why." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.base.name="${NODE_IMAGE}" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
