#!/usr/bin/env bash
# Starts a streaming replica: copies the primary the first time, follows it from then on.
set -euo pipefail

if [[ ! -s $PGDATA/PG_VERSION ]]; then
  install -d -m 0700 -o postgres -g postgres "$PGDATA"
  export PGPASSWORD=$REPLICATION_PASSWORD
  gosu postgres pg_basebackup --host postgres --username sanad_replica --pgdata "$PGDATA" \
    --wal-method stream --slot sanad_replica --write-recovery-conf --checkpoint fast
fi
exec docker-entrypoint.sh postgres -c hot_standby=on
