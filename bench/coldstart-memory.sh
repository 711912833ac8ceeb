#!/usr/bin/env bash
# Publishes the sample, and the sample with AsyncJobs.Direct, in three forms, and takes the time from process start to first reply where the process
# has a whole processor until it asks for its first invocation, and then the share that Lambda gives by memory; and where it has the share from its
# start. Compares what prepares itself not at all, beside the start and the invocation, or before it asks for one.
# With AmazonLambdaPackages=true in the environment, it also measures a start of a job on the packages of Amazon.Lambda: see CONTRIBUTING.md.
# Usage: bench/coldstart-memory.sh [rounds] [forms] [memory sizes in MB], by default 10 "jit r2r aot" "512". Needs Linux, root and control groups.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-10}
forms=${2:-jit r2r aot}
sizes=${3:-512}
out=bench/ColdStart/bin/memory
source bench/publish-forms.sh

# First of all, since publishing takes minutes.
dotnet run --project bench/ColdStart -c Release -- memory

find_peers
publish_forms "$out" "$forms" sample=sample direct=bench/ColdStart.Direct "${peers[@]}"
dotnet run --project bench/ColdStart -c Release -- memory "$out" "$rounds" "$sizes"
