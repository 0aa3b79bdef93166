#!/bin/sh
# Waits, as a program that serves would.
exec sleep "${1:+3600}"
