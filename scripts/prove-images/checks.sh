# shellcheck shell=bash disable=SC2154 # work: see machine.sh.
# What must hold for each image. Sourced by prove-images.sh.

proved=0 failed=0
limit=10
secret_key=$(head -c 64 /dev/urandom | base64 -w 0)

# A line of the table, with what the container said when it failed.
report() {
  local name=$1 image=$2 command=$3 fault=$4 after=$5
  if [ -z "$fault" ]; then
    proved=$((proved + 1))
    printf '%-11s %-8s %-40s %s\n' "$image" "$command" proved "$after"
  else
    failed=$((failed + 1))
    printf '%-11s %-8s %-40s %s\n' "$image" "$command" "FAILED: $fault" "$after"
    podman logs "$name" 2>&1 | tail -n 20 | sed 's/^/    /' || true
  fi
}

# As in the cluster: no writable root, no user of the machine, no capability.
confined() {
  podman run --network pawpal --read-only --tmpfs /tmp:rw,mode=1777 --user 10001:10001 --cap-drop all \
    --security-opt no-new-privileges "$@"
}

# serve NAME IMAGE COMMAND PORT [OPTION ...] [-- ARGUMENT ...]: starts it and leaves it running once it is ready.
serve() {
  local name=$1 image=$2 command=$3 port=$4 options=() fault="" begin after address
  shift 4
  while [ $# -gt 0 ] && [ "$1" != -- ]; do options+=("$1"); shift; done
  [ $# -eq 0 ] || shift
  begin=$(date +%s%N)
  if ! quietly confined --detach --name "$name" "${options[@]}" "pawpal/$image" "$@"; then
    report "$name" "$image" "$command" "did not start" "-"
    return
  fi
  address=$(podman inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$name")
  until curl --silent --fail --max-time 2 --output /dev/null "http://$address:$port/api/v1/health/ready"; do
    if [ $(($(date +%s%N) - begin)) -gt $((limit * 1000000000)) ]; then
      fault="not ready in $limit s"
      break
    fi
    sleep 0.1
  done
  after=$(($(date +%s%N) - begin))
  [ -n "$fault" ] || fault=$(confinement "$name" "$address")
  report "$name" "$image" "$command" "$fault" "$(printf '%d.%d s' $((after / 1000000000)) $((after / 100000000 % 10)))"
}

# The first rule that does not hold, asked of the kernel and not of the options.
confinement() {
  local name=$1 address=$2 pid said
  pid=$(podman inspect --format '{{.State.Pid}}' "$name")
  grep -q $'^Uid:\t10001\t10001\t' "/proc/$pid/status" || { echo "does not run as uid 10001"; return; }
  grep -q $'^CapEff:\t0000000000000000' "/proc/$pid/status" || { echo "has capabilities"; return; }
  grep -q ' / [^ ]* ro,' "/proc/$pid/mounts" || { echo "its root is writable"; return; }
  said=$(curl --silent --fail --retry 10 --retry-connrefused --retry-delay 1 "http://$address:9090/metrics") || true
  [[ $said == *'# TYPE '* ]] || { echo "no metrics"; return; }
  # A warning at the start is a setting that the image should have made.
  said=$(podman logs "$name" 2>&1)
  [[ $said != *DataProtection* ]] || { echo "makes protection keys of its own"; return; }
  quietly podman healthcheck run "$name" || echo "its HEALTHCHECK fails"
}

# end NAME IMAGE PORT PATH: SIGTERM while a request is half sent. It must be answered, and the container end with 0.
end() {
  local name=$1 image=$2 port=$3 path=$4 address answer="" fault="" code
  address=$(podman inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$name")
  if exec 4<>"/dev/tcp/$address/$port"; then
    printf 'POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{' \
      "$path" >&4
    sleep 0.5
    podman stop --time 30 "$name" >/dev/null 2>&1 &
    local stopping=$!
    sleep 1.5
    printf '}' >&4
    read -r -t 20 answer <&4 || true
    exec 4>&-
    wait "$stopping"
  fi 2>/dev/null
  code=$(podman inspect --format '{{.State.ExitCode}}' "$name")
  [[ $answer == 'HTTP/1.1 '* ]] || fault="dropped the request under way"
  [ "$code" = 0 ] || fault="ended with $code after SIGTERM"
  report "$name" "$image" stop "$fault" -
}

# once NAME IMAGE COMMAND [OPTION ...] -- ARGUMENT ...: runs to its end, which must be 0.
once() {
  local name=$1 image=$2 command=$3 options=() fault=""
  shift 3
  while [ "$1" != -- ]; do options+=("$1"); shift; done
  shift
  quietly confined --name "$name" "${options[@]}" "pawpal/$image" "$@" || fault="did not end with 0"
  report "$name" "$image" "$command" "$fault" -
}

backend_settings() {
  settings=(--env "DATABASE_URL=$database_url" --env "REDIS_URL=$redis_url" --env "SECRET_KEY=$secret_key")
}

prove_backend() {
  local settings fault=""
  backend_settings
  once migrations backend migrate "${settings[@]}" -- migrate
  serve backend backend serve 8000 "${settings[@]}"
  quietly podman exec backend migrate || fault="the command is not on the PATH, or failed"
  report backend backend exec "$fault" -
  serve worker backend worker 8000 "${settings[@]}" -- worker
  fault=""
  quietly podman stop --time 30 worker || true
  [ "$(podman inspect --format '{{.State.ExitCode}}' worker)" = 0 ] || fault="did not end with 0 after SIGTERM"
  report worker backend stop "$fault" -
  end backend backend 8000 /api/v1/accounts/login
}

# The others are proved beside a backend that answers.
with_backend() {
  local settings
  backend_settings
  podman rm --force backend migrations >/dev/null 2>&1 || true
  quietly confined --name migrations "${settings[@]}" pawpal/backend migrate
  quietly confined --detach --name backend "${settings[@]}" pawpal/backend
}

prove_frontend() {
  with_backend
  serve frontend frontend serve 3000 --env NEXT_PUBLIC_API_URL=http://backend:8000/api/v1
  end frontend frontend 3000 /api/v1/accounts/login
}

prove_gateway() {
  with_backend
  podman rm --force frontend >/dev/null 2>&1 || true
  quietly confined --detach --name frontend --env services__backend__http__0=http://backend:8000 pawpal/frontend
  serve gateway gateway serve 8080 --env services__backend__http__0=http://backend:8000 \
    --env services__frontend__http__0=http://frontend:3000
  end gateway gateway 8080 /api/v1/accounts/login
}

# The engines are there: a sentence becomes sound, and sound becomes words. Which ones, its own tests judge.
prove_speech() {
  serve speech speech serve 8100
  local address fault="" said
  address=$(podman inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' speech)
  curl --silent --fail \
    --json '{"model":"pawpal","voice":"alloy","input":"Bella had breakfast","response_format":"wav"}' \
    --output "$work/said.wav" "http://$address:8100/v1/audio/speech" || fault="answers no sound"
  report speech speech speak "$fault" -
  said=$(curl --silent --form model=pawpal --form "file=@$work/said.wav;type=audio/wav" \
    "http://$address:8100/v1/audio/transcriptions") || true
  fault=""
  [[ $said =~ \"text\":\"[a-z] ]] || fault="heard no word: $said"
  report speech speech hear "$fault" -
  end speech speech 8100 /v1/audio/speech
}

prove_operations() {
  local options
  with_backend
  install -d -m 1777 "$work/backups"
  options=(--volume "$work/backups:/backups" --env "DATABASE_URL=$database_url")
  once backup operations backup "${options[@]}" -- backup --to /backups
  once verify operations verify "${options[@]}" -- verify --from /backups
  once restore operations restore "${options[@]}" -- restore --from /backups --database restored --create
}
