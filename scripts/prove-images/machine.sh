# shellcheck shell=bash disable=SC2034,SC2154 # Sourced: the variables come from there, or are used there.
# A container engine of its own below artifacts/images, the base images and the builds. Sourced by prove-images.sh.

store=$PWD/artifacts/images/storage
# The store remembers the path, so it is the same each time; short, because sockets lie below it.
run=/run/pawpal-images-$(cksum <<<"$PWD" | cut -d ' ' -f 1)

prepare_machine() {
  work=$(mktemp -d /tmp/pawpal-images.XXXXXX)
  mkdir -p "$store" "$work/networks"
  cat >"$work/containers.conf" <<CONF
[containers]
default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
# Apart from the engine of the machine, down to its locks.
tmp_dir = "$run/libpod"
lock_type = "file"
events_logger = "none"
[network]
network_backend = "netavark"
network_config_dir = "$work/networks"
CONF
  cat >"$work/storage.conf" <<CONF
[storage]
driver = "overlay"
graphroot = "$store"
runroot = "$run"
CONF
  export CONTAINERS_CONF=$work/containers.conf CONTAINERS_STORAGE_CONF=$work/storage.conf
  quietly podman rm --all --force
  $registry_bases || make_bases
  quietly podman network create pawpal
}

leave_machine() {
  quietly podman rm --all --force --time 0 || true
  quietly podman network rm --force pawpal || true
  if $clean; then quietly podman rmi --all --force || true; fi
  # The engine mounts these over themselves and leaves it so.
  umount "$store/overlay" "$run" 2>/dev/null || true
  if $clean; then rm -rf "$store"; fi
  rm -rf "$work" "$run"
}

# What a program says matters only when it fails.
quietly() {
  "$@" >"$work/last.log" 2>&1 || { cat "$work/last.log" >&2; return 1; }
}

bud() { quietly buildah bud --layers --isolation chroot --network host --format docker "$@"; }

# Debian in the place of the registry's bases: its libraries and wget, this machine's .NET and certificates.
make_bases() {
  if ! podman image exists localhost/base/debian; then
    echo "Making the bases of Debian packages ..."
    quietly debootstrap --variant=minbase --include=ca-certificates,libicu72,libssl3,libstdc++6,tzdata,wget \
      bookworm "$work/root"
    cp /etc/ssl/certs/ca-certificates.crt "$work/root/etc/ssl/certs/"
    printf 'FROM scratch\nCOPY . /\n' | bud --tag localhost/base/debian --file - "$work/root"
    rm -rf "$work/root"
  fi
  # The variable is set by the registry's bases too; the images must not listen to it.
  printf 'FROM localhost/base/debian\nENV ASPNETCORE_HTTP_PORTS=8080\nCOPY . /usr/share/dotnet/\n%s\n' \
    'RUN ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet' |
    bud --tag localhost/base/dotnet --file - "$(dirname "$(readlink -f "$(command -v dotnet)")")"
  printf 'FROM localhost/base/dotnet\nRUN apt-get update && apt-get install -y --no-install-recommends %s\n' \
    'postgresql redis-server' | bud --tag localhost/base/stores --file - "$work/networks"
}

declare -A project=([backend]=Api [frontend]=Web [gateway]=Gateway [speech]=Speech [operations]=Operations)

build_image() {
  local file=src/${project[$1]}/Dockerfile bases=()
  [ "$1" = backend ] && file=Dockerfile
  $registry_bases || case $1 in
    speech) bases=(--build-arg RUNTIME_IMAGE=localhost/base/debian --build-arg DOTNET_IMAGE=localhost/base/dotnet) ;;
    operations) bases=(--build-arg RUNTIME_IMAGE=localhost/base/stores) ;;
    *) bases=(--build-arg RUNTIME_IMAGE=localhost/base/dotnet) ;;
  esac
  $registry_bases || bases+=(--build-arg SDK_IMAGE=localhost/base/dotnet)
  echo "Building pawpal/$1 by $file ..."
  bud "${bases[@]}" --tag "pawpal/$1" --file "$file" .
}

start_stores() {
  local password=proof-of-images
  database_url=postgresql+asyncpg://postgres:$password@postgres:5432/pawpal
  redis_url=redis://redis:6379/0
  if $registry_bases; then
    quietly podman run --detach --name postgres --network pawpal --env POSTGRES_PASSWORD=$password \
      --env POSTGRES_DB=pawpal docker.io/library/postgres:17.6
    quietly podman run --detach --name redis --network pawpal docker.io/library/redis:8.2
  else
    # shellcheck disable=SC2016 # It is the container's shell that reads it.
    quietly podman run --detach --name postgres --network pawpal --user postgres --env PGPASSWORD=$password \
      localhost/base/stores bash -c 'set -e
        cd /tmp && PATH=$(echo /usr/lib/postgresql/*/bin):$PATH
        initdb --auth scram-sha-256 --pwfile <(echo "$PGPASSWORD") --no-sync data >/dev/null
        echo "host all all all scram-sha-256" >>data/pg_hba.conf
        pg_ctl --wait --silent --pgdata data --options "-h 127.0.0.1" start
        createdb -h 127.0.0.1 pawpal && pg_ctl --wait --silent --pgdata data stop
        exec postgres -D data -h 0.0.0.0'
    quietly podman run --detach --name redis --network pawpal --user redis localhost/base/stores \
      redis-server --dir /tmp --bind 0.0.0.0 --protected-mode no
  fi
  local end=$((SECONDS + 60))
  until podman exec postgres bash -c 'exec 3<>/dev/tcp/postgres/5432' 2>/dev/null; do
    [ $SECONDS -lt $end ] || { podman logs postgres >&2; die "Postgres did not start"; }
    sleep 0.5
  done
}
