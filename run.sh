#!/usr/bin/env bash
# Runs PawPal on this machine: installs what is missing, builds, starts every part, prints where to open it.
# Arguments go to the AppHost, e.g. ./run.sh --Hosting:StateFolder=/srv/pawpal
set -euo pipefail
cd "$(dirname "$0")"

scripts/requirements.sh run

log=$(mktemp)
echo "Building ..."
if ! dotnet build src/AppHost --nologo -v quiet >"$log" 2>&1; then
  cat "$log" >&2
  rm -f "$log"
  echo "pawpal: the build failed; the lines above say where" >&2
  exit 1
fi
rm -f "$log"

exec dotnet run --project src/AppHost --no-build -- "$@"
