#!/usr/bin/env bash
# Prints figures, one a line: name, value, unit, note (tab-separated).
# ./bench.sh [NAME-PREFIX] [--large]   --large adds sixteen times the intake (2 GB).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export MATOI_SHARED="${MATOI_SHARED:-$(cd .. && pwd)/shared}" DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build bench/Matoi.Bench -c Release -v quiet -clp:ErrorsOnly >&2
exec dotnet artifacts/bin/Matoi.Bench/release/Matoi.Bench.dll "$@"
