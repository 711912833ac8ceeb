#!/usr/bin/env bash
# Publishes the sample, the sample with AsyncJobs.Direct, an empty program, a bare HttpClient loop and one that calls AWS by hand in three forms, and
# takes the time from process start to first reply. DynamoDB and Lambda are a server of the measuring program that answers at once.
# With AmazonLambdaPackages=true in the environment, it also measures the same start of a job on the packages of Amazon.Lambda: CONTRIBUTING.md says
# where they can be had from.
# Usage: bench/coldstart.sh [rounds] [forms], by default 40 "jit r2r aot".
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-40}
forms=${2:-jit r2r aot}
out=bench/ColdStart/bin/published
source bench/publish-forms.sh

find_peers
publish_forms "$out" "$forms" empty=bench/ColdStart.Empty http=bench/ColdStart.HttpClientLoop signed=bench/ColdStart.SignedLoop \
  sample=sample direct=bench/ColdStart.Direct "${peers[@]}"
dotnet build bench/ColdStart.Methods -c Release --artifacts-path "$building" -v quiet --nologo
dotnet run --project bench/ColdStart -c Release -- "$out" "$rounds" "$building/bin/AsyncJobs.ColdStart.Methods/release/Methods.dll"
