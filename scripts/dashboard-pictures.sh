#!/usr/bin/env bash
# Takes the pictures of docs/dashboard.md: of a dashboard with a made-up model, or of the one whose login link is given.
# scripts/dashboard-pictures.sh ['http://127.0.0.1:18888/login?t=...']
set -euo pipefail
cd "$(dirname "$0")/.."

export DASHBOARD_PICTURES_IN="$PWD/docs/images"
if [ $# -gt 0 ]; then export DASHBOARD_PICTURES_OF=$1; fi

dotnet build tests/Dashboard.Tests --nologo -v quiet
dotnet test --project tests/Dashboard.Tests --no-build --no-progress --filter-class '*Pages.PictureTests'
