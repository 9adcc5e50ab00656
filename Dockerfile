# docker build -t portkeep-daemon .
# docker build --target sidecar -t portkeep-sidecar .
# docker build --target natpmp-front -t portkeep-natpmp-front .
#
# The images of the apps run nothing while they are built, so that those of another architecture
# need no emulation: only the bundles are made, on the machine that builds.

# node has no alpine image for arm/v7 and riscv64: Dockerfile.debian-node makes a base for them.
ARG BASE=node:24-alpine
# With glibc, because npm ci brings a Node.js for it.
ARG BUILD_BASE=node:24-slim

# Docker before 23 needs DOCKER_BUILDKIT=1 to know the platform.
FROM --platform=$BUILDPLATFORM ${BUILD_BASE} AS build
ENV DO_NOT_TRACK=1 TURBO_TELEMETRY_DISABLED=1 NO_TYPE_DECLARATIONS=1 npm_config_loglevel=error \
  npm_config_update_notifier=false
WORKDIR /source
COPY . .
RUN npm ci --ignore-scripts \
  && npm exec --offline -- turbo run build --filter=@portkeep/daemon --filter=@portkeep/sidecar \
    --filter=@portkeep/natpmp-front --output-logs=errors-only \
  && mkdir /bundles /bundles/config \
  && cp apps/daemon/dist/main.cjs /bundles/daemon.cjs \
  && cp apps/sidecar/dist/main.cjs /bundles/sidecar.cjs \
  && cp apps/natpmp-front/dist/main.cjs /bundles/natpmp-front.cjs

FROM ${BASE} AS sidecar
COPY --from=build /bundles/sidecar.cjs /app/main.cjs
# By number, so that Kubernetes can tell that it is not root.
USER 1000:1000
EXPOSE 9798
STOPSIGNAL SIGTERM
# Each check starts Node.js once more, so it is rare, and needless where something can query /readyz. No
# --start-interval, which Docker before 25 and the buildah of Debian 12 refuse.
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s \
  CMD ["node", "--disable-sigusr1", "--jitless", "--single-threaded", "--max-semi-space-size=1", "/app/main.cjs", "healthcheck"]
# No debugger on SIGUSR1: every container in the network namespace could reach its port.
# In the command and not in NODE_OPTIONS, which a program started by ON_PORT_CHANGE would inherit.
ENTRYPOINT ["node", "--disable-sigusr1", "--jitless", "--single-threaded", "--max-semi-space-size=1", "/app/main.cjs"]
CMD ["run"]
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="portkeep-sidecar" \
  org.opencontainers.image.description="Keeps a port mapped at a NAT-PMP HTTP API and reports it to files, a command and qBittorrent" \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}"

FROM ${BASE} AS natpmp-front
COPY --from=build /bundles/natpmp-front.cjs /app/main.cjs
USER 1000:1000
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s \
  CMD ["node", "--disable-sigusr1", "--max-semi-space-size=1", "/app/main.cjs", "healthcheck"]
ENTRYPOINT ["node", "--disable-sigusr1", "--max-semi-space-size=1", "/app/main.cjs"]
CMD ["run"]
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="portkeep-natpmp-front" \
  org.opencontainers.image.description="The NAT-PMP HTTP API in front of a real NAT-PMP gateway" \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}"

# The last stage is the one that is built by default.
FROM ${BASE} AS daemon
# An empty folder that its user owns: a new volume takes over the owner of the folder that it covers.
COPY --from=build --chown=1000:1000 /bundles/config /config
COPY --from=build /bundles/daemon.cjs /app/main.cjs
USER 1000:1000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s \
  CMD ["node", "--disable-sigusr1", "/app/main.cjs", "healthcheck"]
ENTRYPOINT ["node", "--disable-sigusr1", "/app/main.cjs"]
CMD ["run"]
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="portkeep-daemon" \
  org.opencontainers.image.description="Keeps a forwarded port of Private Internet Access alive and reports it to files, a command and qBittorrent" \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}"
