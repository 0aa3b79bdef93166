#!/usr/bin/env bash
# Sees to it that the programs PawPal runs on are installed: `requirements.sh run` or `requirements.sh test`.
# Installs Debian packages when it may (root, or sudo without a password); otherwise it names them in one line.
# Exits 1 only when PawPal cannot start without what is missing.
set -euo pipefail

purpose=${1:-run}

die() { echo "pawpal: $1" >&2; exit 1; }

command -v dotnet >/dev/null || die "the .NET 10 SDK is missing. Install it, then start again: https://dot.net/download"
sdk=$(cd "$(dirname "$0")/.." && dotnet --version 2>/dev/null) ||
  die "no .NET SDK here satisfies global.json. Install the .NET 10 SDK: https://dot.net/download"
[ "${sdk%%.*}" -ge 10 ] || die "the .NET SDK is $sdk; PawPal needs 10. Install it: https://dot.net/download"

packages=() ; without=() ; optional=() ; unstable=()
missing() { packages+=("$1"); [ -z "${2:-}" ] || without+=("$2"); }

postgres_is_installed() { command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }
library_is_installed() { compgen -G "/usr/lib/*/$1" >/dev/null || compgen -G "/usr/lib/$1" >/dev/null; }

postgres_is_installed || missing postgresql "PostgreSQL comes from npm instead"
command -v espeak-ng >/dev/null || missing espeak-ng "PawPal cannot speak"
library_is_installed 'libpocketsphinx.so.3' || missing libpocketsphinx3 "PawPal cannot hear; typing works"
[ -d /usr/share/pocketsphinx/model/en-us/en-us ] || missing pocketsphinx-en-us

if [ "$purpose" = test ]; then
  # To run, Garnet from the package restore is enough; the tests try the real one too.
  command -v redis-server >/dev/null || missing redis-server
  command -v flite >/dev/null || missing flite "voice tests fail"
  command -v chromium >/dev/null || missing chromium "browser tests fail"
  command -v node >/dev/null || missing nodejs "module tests fail"
  command -v setpriv >/dev/null || missing util-linux
  command -v ps >/dev/null || missing procps
  # Without them the tests that replay alerts and read the running system's metrics are skipped, with the reason.
  command -v promtool >/dev/null || optional+=(prometheus)
  command -v amtool >/dev/null || optional+=(prometheus-alertmanager)
  # Without them the tests of containers are skipped, with the reason.
  command -v podman >/dev/null || optional+=(podman netavark aardvark-dns iptables catatonit)
  command -v runc >/dev/null || command -v crun >/dev/null || optional+=(runc)
  command -v busybox >/dev/null || optional+=(busybox-static)
  command -v buildah >/dev/null || optional+=(buildah)
  command -v debootstrap >/dev/null || optional+=(debootstrap)
  command -v shellcheck >/dev/null || optional+=(shellcheck)
  # Debian 12 has the first docker-compose, which cannot read today's files.
  docker-compose version 2>/dev/null | grep -q ' v\?2\.' || unstable+=(docker-compose)
fi

# An S3 server for the tests of backups, from npm: no Debian package serves S3. Without it they are skipped.
if [ "$purpose" = test ] && ! command -v s3rver >/dev/null && command -v npm >/dev/null; then
  npm install --global --ignore-scripts --no-audit --no-fund --silent s3rver@3.7.1 >/dev/null 2>&1 || true
fi

[ $((${#packages[@]} + ${#optional[@]} + ${#unstable[@]})) -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as_root=(sudo); else as_root=(false); fi
fi

if command -v apt-get >/dev/null && [ "${as_root[*]:-}" != false ]; then
  echo "Installing ${packages[*]} ${optional[*]} ${unstable[*]} ..."
  log=$(mktemp)
  apt() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends "$@" >>"$log" 2>&1
  }
  # One package of Debian unstable, from the place this machine's own come from. The source is used for this once, so
  # nothing else ever comes from there; what the package needs must be in the machine's own release.
  from_unstable() {
    local site folder once status=1
    # shellcheck disable=SC2016 # apt's own variables.
    site=$(apt-get indextargets --format '$(ORIGIN) $(CODENAME) $(REPO_URI)' 'Created-By: Packages' |
      awk '$1 == "Debian" && $2 !~ /-/ { print $3; exit }')
    [ -n "$site" ] || return 1
    folder=$(mktemp -d) && chmod 755 "$folder" && mkdir "$folder/lists"
    once=(-o "Dir::Etc::SourceList=$folder/sources.list" -o Dir::Etc::SourceParts=/dev/null
      -o "Dir::State::Lists=$folder/lists" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=)
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $site sid main" >"$folder/sources.list"
    if apt "${once[@]}" update && (cd "$folder" && apt "${once[@]}" download "$1") &&
      apt --no-remove install "$folder/$1"_*.deb; then
      status=0
    fi
    "${as_root[@]}" rm -rf "$folder"
    return "$status"
  }
  if apt update; then
    # Debian's package makes and starts a server of its own on port 5432; PawPal wants the programs alone.
    if [[ " ${packages[*]} " == *" postgresql "* ]] && apt install postgresql-common; then
      "${as_root[@]}" sed -i 's/^#\?create_main_cluster.*/create_main_cluster = false/' \
        /etc/postgresql-common/createcluster.conf
    fi
    if [ ${#optional[@]} -gt 0 ]; then
      # Debian starts what it installs; the tests want the programs alone.
      for unit in prometheus prometheus-alertmanager; do
        [[ " ${optional[*]} " != *" $unit "* ]] ||
          "${as_root[@]}" ln -sfn /dev/null "/etc/systemd/system/$unit.service"
      done
      # One that is not to be had must not keep the others away.
      apt install "${optional[@]}" || for package in "${optional[@]}"; do apt install "$package" || true; done
    fi
    for package in "${unstable[@]}"; do from_unstable "$package" || true; done
    [ ${#packages[@]} -eq 0 ] || apt install "${packages[@]}" && { rm -f "$log"; exit 0; }
  fi
  tail -n 5 "$log" >&2
  rm -f "$log"
fi

[ ${#packages[@]} -gt 0 ] || exit 0
line="not installed: ${packages[*]}. To have them: sudo apt-get install --no-install-recommends ${packages[*]}"
[ "$purpose" = run ] || die "$line"
echo "pawpal: $line" >&2
for consequence in "${without[@]}"; do echo "pawpal: without them: $consequence" >&2; done
if ! postgres_is_installed && ! command -v npm >/dev/null; then
  die "neither PostgreSQL nor npm is there: the database cannot start. Install postgresql, or Node.js with npm"
fi
