#!/usr/bin/env bash
# Runs every test on real parts and ends with one line: N passed, N failed.
# Arguments go to the test runner, e.g. ./test.sh --filter-class '*PetTests'
set -uo pipefail
cd "$(dirname "$0")" || exit 1

scripts/requirements.sh test || exit 1
dotnet build PawPal.sln --nologo -v quiet || { echo "0 passed, 1 failed"; exit 1; }

log=$(mktemp)
trap 'rm -f "$log"' EXIT
failed_projects=0

# One project after the other: each starts databases, browsers or recognisers of its own and wants the cores.
for project in tests/*/*.csproj; do
  grep -q '<IsTestProject>false</IsTestProject>' "$project" && continue
  # Started in the background a shell ignores Ctrl+C, and so does all it starts: the tests press it.
  env --default-signal=INT dotnet test --project "$project" --no-build --no-progress "$@" 2>&1 | tee -a "$log"
  status=${PIPESTATUS[0]}
  # 8: no test matched the filter that was given.
  [ "$status" -eq 0 ] || { [ "$status" -eq 8 ] && [ $# -gt 0 ]; } || failed_projects=$((failed_projects + 1))
done

sum() { awk -v key="$1:" '$1 == key { n += $2 } END { print n + 0 }' "$log"; }
passed=$(sum succeeded) failed=$(sum failed) skipped=$(sum skipped)
# A project that ended badly without naming a failed test (a crash, a fixture) must not pass for green.
[ "$failed_projects" -gt 0 ] && [ "$failed" -eq 0 ] && failed=$failed_projects
if [ "$skipped" -gt 0 ]; then
  echo "$passed passed, $failed failed, $skipped skipped"
else
  echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
