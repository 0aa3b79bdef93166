#!/usr/bin/env bash
# Proves the images: builds each by its Dockerfile and starts its commands the way the deployment does, as uid 10001
# without capabilities on a read-only root file system, beside a real Postgres and Redis. Each must be ready in 10 s,
# pass its image's health check and, sent SIGTERM with a request under way, answer it and end with 0.
#
#   scripts/prove-images.sh [--registry-bases] [--clean] [backend|frontend|gateway|speech|operations ...]
#
# No registry of images is needed: the bases are made of Debian packages and the .NET of this machine, and only those
# of --registry-bases are pulled. Needs root, podman, buildah, runc and debootstrap. Nothing of it touches the images
# and containers of the machine: all lies in artifacts/images, where the layers stay for the next time (--clean takes
# them away). Exits 1 when anything failed.
set -euo pipefail
cd "$(dirname "$0")/.."

die() { echo "prove-images: $1" >&2; exit 2; }

images=() registry_bases=false clean=false
for argument in "$@"; do
  case $argument in
    --registry-bases) registry_bases=true ;;
    --clean) clean=true ;;
    backend | frontend | gateway | speech | operations) images+=("$argument") ;;
    *) die "unknown argument '$argument'; see the head of scripts/prove-images.sh" ;;
  esac
done
[ "${#images[@]}" -gt 0 ] || images=(backend frontend gateway speech operations)

[ "$(id -u)" -eq 0 ] || die "needs root, to make containers without an engine's service"
for program in podman buildah runc curl dotnet; do
  command -v "$program" >/dev/null ||
    die "$program is missing: apt-get install podman buildah runc netavark aardvark-dns"
done
$registry_bases || command -v debootstrap >/dev/null || die "debootstrap is missing: apt-get install debootstrap"

# shellcheck source=scripts/prove-images/machine.sh
. scripts/prove-images/machine.sh
# shellcheck source=scripts/prove-images/checks.sh
. scripts/prove-images/checks.sh

prepare_machine
trap leave_machine EXIT
built=("${images[@]}")
# These are proved beside the ones they call.
[[ " ${images[*]} " != *" gateway "* ]] || built+=(backend frontend)
[[ " ${images[*]} " != *" frontend "* ]] || built+=(backend)
for image in $(printf '%s\n' "${built[@]}" | sort -u); do build_image "$image"; done
start_stores

printf '\n%-11s %-8s %-40s %s\n' image command result 'ready after'
for image in "${images[@]}"; do "prove_$image"; done
printf '\n%d proved, %d failed\n' "$proved" "$failed"
[ "$failed" -eq 0 ]
