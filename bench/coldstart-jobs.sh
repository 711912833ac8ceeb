#!/usr/bin/env bash
# Publishes programs that are the same but for the number of their jobs, and takes the time from process start to first reply, with the JIT and
# without a call to AWS.
# Usage: bench/coldstart-jobs.sh [rounds] [numbers of jobs], by default 20 "1 150".
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-20}
numbers=${2:-1 150}
out=bench/ColdStart/bin/numbers
building=bench/ColdStart/bin/building
copies=bench/ColdStart/bin/copies
rm -rf "$out"

for number in $numbers; do
  rm -rf "$copies"
  mkdir -p "$copies"
  for ((i = 2; i <= number; i++)); do
    printf -v job %03d "$i"
    sed "s/001/$job/g" bench/ColdStart.Jobs/Job001.cs > "$copies/Job$job.cs"
  done
  dotnet publish bench/ColdStart.Jobs -c Release -r linux-x64 --self-contained false --artifacts-path "$building" -o "$out/$number" \
    -v quiet --nologo -p:ColdStartCopies="$PWD/$copies"
done

dotnet build bench/ColdStart.Methods -c Release --artifacts-path "$building" -v quiet --nologo
dotnet run --project bench/ColdStart -c Release -- "$out" "$rounds" "$building/bin/AsyncJobs.ColdStart.Methods/release/Methods.dll" jobs
