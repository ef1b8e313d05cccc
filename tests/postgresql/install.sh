#!/usr/bin/env bash
# Makes sure there is a PostgreSQL server and its driver for the tests. Call: install.sh PYTHON FOLDER
# Debian's own cluster is not made. Where it cannot be, the tests say at their end what was not tried.
set -euo pipefail

python=$1 folder=$2
has_server() { command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; }

if ! has_server && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing PostgreSQL for the tests ..."
    mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] \
        || echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf
    apt-get update -qq || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null || true
fi
if ! "$python" -c "import psycopg" 2>/dev/null && ! [ -d "$folder" ] && command -v dpkg-deb >/dev/null; then
    unpacked=$(mktemp -d)
    (cd "$unpacked" && apt-get download -qq python3-psycopg 2>/dev/null && dpkg-deb -x ./*.deb .) \
        && mv "$unpacked/usr/lib/python3/dist-packages" "$folder" || true
    rm -rf "$unpacked"
fi
has_server || echo "There is no PostgreSQL here: the tests leave it out, and say so."
