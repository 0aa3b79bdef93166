#!/usr/bin/env bash
# Writes what PawPal is deployed with from its model: the Aspire manifest, docker-compose.yml, k8s/ and overlays/.
# Arguments go to the publisher, e.g. ./publish.sh --check, ./publish.sh --image-tag v1.2.0
set -euo pipefail
cd "$(dirname "$0")"

exec dotnet run --project src/Publishing -- "$@"
