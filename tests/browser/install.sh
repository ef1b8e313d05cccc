#!/usr/bin/env bash
# Makes sure there is a Chromium for the browser journeys. Call: install.sh PYTHON
set -euo pipefail

for browser in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$browser" ] && command -v "$browser" >/dev/null; then
        echo "Browser for the tests: $(command -v "$browser")"
        exit 0
    fi
done

echo "Installing Chromium for the browser tests ..."
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
else
    "$1" -m playwright install chromium
fi
