#!/usr/bin/env bash
# Makes sure there is a PostgreSQL server for the tests; its driver is among what the tests need.
# Debian's own cluster is not made. Where it cannot be, the tests say at their end what was not tried.
set -euo pipefail

has_server() { command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; }

if ! has_server && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing PostgreSQL for the tests ..."
    mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] \
        || echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf
    apt-get update -qq || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null || true
fi
has_server || echo "There is no PostgreSQL here: the tests leave it out, and say so."
