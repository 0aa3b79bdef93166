#!/usr/bin/env bash
# Writes what PawPal is deployed with from its model: the Aspire manifest, docker-compose.yml, k8s/ and overlays/.
# Arguments go to the publisher, e.g. ./publish.sh --check, ./publish.sh --image-tag v1.2.0
set -euo pipefail
cd "$(dirname "$0")"

for project in src/AppHost src/Publishing; do
  # What the build says is of interest when it fails.
  if ! said=$(dotnet build "$project" --nologo -v quiet 2>&1); then
    printf '%s\n' "$said" >&2
    echo "publish: $project does not build; the lines above say where" >&2
    exit 1
  fi
done

programs=artifacts/bin
exec dotnet "$programs/Publishing/debug/PawPal.Publishing.dll" \
  --apphost "$programs/AppHost/debug/PawPal.AppHost.dll" "$@"
