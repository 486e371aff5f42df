#!/usr/bin/env bash
# Asks a service in this container whether it is ready: healthcheck.sh PORT PATH
set -euo pipefail
exec 3<>"/dev/tcp/127.0.0.1/$1"
printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$2" >&3
head -n 1 <&3 | grep -q ' 200'
