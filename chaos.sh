#!/usr/bin/env bash
# Torments the jobs for some minutes: kills their processes, throttles and breaks DynamoDB and Invoke, delivers events twice and in another order,
# and checks that nothing is lost. --help lists the options; --seed repeats a run. Exit code 0 when everything held.
#   ./chaos.sh                    10,000 jobs
#   ./chaos.sh --jobs 300         a short run
#   ./chaos.sh --direct ...       the same with the clients of AsyncJobs.Direct
#   ./chaos.sh --fuzz [CASES]     malformed events to every entry point instead (default: 1,000,000)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

if [ "${1:-}" = --fuzz ]; then
  export ASYNCJOBS_FUZZ_CASES=${2:-1000000}
  exec dotnet test tests/Runtime.Tests -c Release --filter FullyQualifiedName~EntryPointFuzz --logger "console;verbosity=detailed"
fi

properties=()
if [ "${1:-}" = --direct ]; then
  properties=(-p:ChaosDirect=true)
  shift
fi

source tests/dynamodb-local.sh
prepare_dynamodb

# Hundreds of processes are started and killed: compiled ahead of time, each of them is ready sooner.
if dotnet publish tests/Chaos -c Release --use-current-runtime --self-contained false -p:PublishReadyToRun=true "${properties[@]}" -o .cache/chaos -v q; then
  program=.cache/chaos/AsyncJobs.Chaos.dll
else
  echo "It cannot be compiled ahead of time here, and takes longer."
  dotnet build tests/Chaos -c Release -v q "${properties[@]}"
  program=tests/Chaos/bin/Release/net10.0/AsyncJobs.Chaos.dll
fi

exec dotnet "$program" "$@"
