# The backend: the HTTP API (serve), the worker and the migrations in one image; the first argument chooses.
#   docker build -t pawpal/backend:latest .
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0.400-alpine3.23
# "extra": with ICU and time zones.
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0.11-alpine3.23-extra

FROM ${SDK_IMAGE} AS build
WORKDIR /source
# What a restore reads, so that its layer outlives a change of the code.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/Container.props src/
COPY src/Contracts/Contracts.csproj src/Contracts/packages.lock.json src/Contracts/
COPY src/ServiceDefaults/ServiceDefaults.csproj src/ServiceDefaults/packages.lock.json src/ServiceDefaults/
COPY src/Understanding/Understanding.csproj src/Understanding/packages.lock.json src/Understanding/
COPY src/Api/Api.csproj src/Api/packages.lock.json src/Api/
RUN dotnet restore src/Api --locked-mode
COPY .editorconfig BannedSymbols.txt LICENSE ./
COPY src/Contracts src/Contracts
COPY src/ServiceDefaults src/ServiceDefaults
COPY src/Understanding src/Understanding
COPY src/Api src/Api
RUN dotnet publish src/Api --no-restore --output /app

FROM ${RUNTIME_IMAGE}
# ASPNETCORE_HTTP_PORTS: the base image's choice of a port, which is not ours. Diagnostics would write a socket.
ENV HTTP_PORTS=8000 \
    ASPNETCORE_HTTP_PORTS= \
    METRICS_PORT=9090 \
    DOTNET_EnableDiagnostics=0 \
    PATH=/app:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
WORKDIR /app
COPY --from=build /app ./
USER 10001:10001
EXPOSE 8000 9090
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD wget -q -O /dev/null "http://127.0.0.1:${HTTP_PORTS}/api/v1/health/ready"
# Last: a new version leaves the layers above as they are.
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="PawPal backend" \
      org.opencontainers.image.description="HTTP API, worker and migrations of PawPal, a voice assistant for animal care" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
ENTRYPOINT ["dotnet", "/app/PawPal.Api.dll"]
