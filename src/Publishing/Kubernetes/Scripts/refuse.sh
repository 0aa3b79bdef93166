#!/bin/sh
# A database keeps the password that it was made with: better none than one that everybody can open.
set -eu
case "${POSTGRES_PASSWORD:-}" in
change-me)
  echo 'The password is still change-me: put a real one into the Secret, then delete this pod.' >&2
  exit 1
  ;;
esac
