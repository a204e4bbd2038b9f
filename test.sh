#!/usr/bin/env bash
# Installs what the tests need, runs them, and ends with "N passed, N failed, N skipped".
# ./test.sh [FILTER]   FILTER: part of a class or method name.   MATOI_LONG=1 adds the long runs.   MATOI_RECORD=1 records goldens.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
filter=${1:-}
export MATOI_SHARED="${MATOI_SHARED:-$(cd .. && pwd)/shared}" DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
[ -d "$MATOI_SHARED" ] || echo "skipping what needs the shared material: $MATOI_SHARED is absent"

if ! [ -x /usr/bin/chromium ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "installing chromium for the portal tests"
  export RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive
  { apt-get update && apt-get install -y --no-install-recommends chromium; } >/tmp/matoi-apt.log 2>&1 || tail -n 5 /tmp/matoi-apt.log
fi

axe=axe-core@4.14.1
if ! grep -qs "\"version\": \"${axe#*@}\"" artifacts/npm/node_modules/axe-core/package.json && command -v npm >/dev/null; then
  echo "installing axe-core for the accessibility tests"
  npm install --prefix artifacts/npm --no-save --ignore-scripts --no-audit --no-fund "$axe" >/tmp/matoi-npm.log 2>&1 || tail -n 5 /tmp/matoi-npm.log
fi

echo "building"
if ! dotnet build Matoi.slnx -v quiet -clp:ErrorsOnly; then
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
fi

failed=0
if [ -z "$filter" ]; then
  echo "checking format"
  dotnet format Matoi.slnx --verify-no-changes --no-restore --severity warn || { echo "format: run 'dotnet format Matoi.slnx'"; failed=1; }
fi

passed=0 skipped=0
out=$(mktemp)
for project in Matoi.Tests Matoi.Kql.Tests Matoi.Sigma.Tests Matoi.Conformance Matoi.Integration Matoi.EndToEnd; do
  arguments=(-noLogo -noColor)
  [ -n "$filter" ] && arguments+=(-method "*$filter*")
  dotnet "artifacts/bin/$project/debug/$project.dll" "${arguments[@]}" >"$out" 2>&1
  code=$?
  grep -vE '^ *(Discovering|Discovered|Starting|Finished)|^=== TEST' "$out"
  summary=$(grep -E 'Total: [0-9]+, Errors:' "$out" | tail -n 1)
  number() { echo "$summary" | grep -oE "$1: [0-9]+" | grep -oE '[0-9]+' || echo 0; }
  bad=$(($(number Failed) + $(number Errors)))
  [ -z "$summary" ] && [ "$code" != 0 ] && bad=1
  passed=$((passed + $(number Total) - $(number Failed) - $(number Skipped)))
  skipped=$((skipped + $(number Skipped)))
  failed=$((failed + bad))
done
rm -f "$out"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
