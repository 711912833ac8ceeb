#!/usr/bin/env bash
# Builds the solution, runs every test and checks the layout of the code. On a fresh Debian or Ubuntu with the .NET SDK and git it first installs what the tests need.
# Arguments go to `dotnet test`, and then the layout is not checked: ./test.sh --filter FullyQualifiedName~Claim
# The last line is "N passed, N failed". The exit code is 0 only when something ran and nothing failed; under CI=true a skipped test has failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

passed=0
failed=0
trap 'echo "$passed passed, $failed failed"' EXIT

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# No process here runs for long enough to win back what profiling costs it: without it the suites take 0.6 to 0.75 of the processor time.
export DOTNET_TieredPGO=0

# Memory that is written to may be run, too: hundreds of processes begin here, and most of what each compiles would else be mapped twice.
export DOTNET_EnableWriteXorExecute=0

# One compiler for all projects, also where the environment turns it off: to start one for each takes longer than to compile.
export UseSharedCompilation=true

# The sources decide which random cases properties are checked with, and in which order tests run: what failed fails again.
tree=$(git rev-parse 'HEAD^{tree}' 2>/dev/null || echo 1)
ASYNCJOBS_TEST_SEED=${ASYNCJOBS_TEST_SEED:-$((16#${tree:0:7}))}
export ASYNCJOBS_TEST_SEED
echo "Tests have the seed $ASYNCJOBS_TEST_SEED"

source tests/dynamodb-local.sh
source tests/s3rver.sh
source tests/npm.sh
source tests/specification.sh
source tests/documentation.sh
source tests/openapi.sh
source tests/webhooks.sh
source tests/chromium.sh

install_native_toolchain() {
  install gcc libc6-dev zlib1g-dev
}

counter() {
  sed -n "/<Counters /s/.* $2=\"\([0-9]*\)\".*/\1/p" "$1" | head -n 1
}

# Counts one project's report. A run that broke off without a failed test to show for it counts as one failure.
count() {
  local project=$1 report=$2 exit_code=$3 total=0 executed=0 good=0 bad=0 skipped
  if [ -f "$report" ]; then
    total=$(counter "$report" total)
    executed=$(counter "$report" executed)
    good=$(counter "$report" passed)
    bad=$((executed - good))
  fi

  skipped=$((total - executed))
  if [ "$skipped" -gt 0 ]; then
    echo "$project: $skipped skipped"
    [ "${CI:-}" != true ] || bad=$((bad + skipped))
  fi

  if [ "$bad" = 0 ] && [ "$exit_code" != 0 ]; then
    echo "$project: the run ended with exit code $exit_code" >&2
    bad=1
  elif [ "$total" = 0 ] && [ "$has_arguments" = no ]; then
    echo "$project: no test ran" >&2
    bad=1
  fi

  passed=$((passed + good))
  failed=$((failed + bad))
}

prepare_dynamodb
prepare_s3rver
prepare_specification
prepare_documentation
prepare_openapi
prepare_webhooks
prepare_chromium
{ command -v gcc || command -v clang; } >/dev/null && [ -e /usr/include/zlib.h ] || install_native_toolchain

dotnet build Generators.sln -c Release

has_arguments=no
[ $# = 0 ] || has_arguments=yes
results=$PWD/TestResults
rm -rf "$results"
mkdir "$results"

# Three rows beside each other, of about the same length. Those that publish or pack the tree's own projects write to the same folders, so they take
# turns in one of them. Chaos mostly waits, so another row begins with it.
builders=()
waiters=()
others=()
for project in tests/*/*.csproj; do
  grep -q 'Include="Microsoft.NET.Test.Sdk"' "$project" || continue

  # Empty unless this environment variable, a property of the build, says that their packages can be had: see CONTRIBUTING.md.
  ! grep -q AmazonLambdaPackages "$project" || [ "${AmazonLambdaPackages:-}" = true ] || continue
  case $(basename "$project") in
    AsyncJobs.EndToEnd.Tests.csproj | AsyncJobs.Package.Tests.csproj | AsyncJobs.AmazonLambda.Tests.csproj) builders+=("$project") ;;
    AsyncJobs.Chaos.Tests.csproj | AsyncJobs.Page.Tests.csproj | AsyncJobs.Sam.Tests.csproj) waiters+=("$project") ;;
    *) others+=("$project") ;;
  esac
done

# Runs projects one after the other, and shows what each had to say and what it took when it has ended. A test project is a program, which takes less
# time by itself than within dotnet test; that is for arguments. A test that hangs is named after 8 minutes. Its suite is ended after 25, which is
# three times what the longest one takes, and has failed. A process that hangs may ignore that it is asked to end, so it is killed a little later.
run() {
  local project name exit_code command arguments=("${@:$1 + 2}") TIMEFORMAT
  for project in "${@:2:$1}"; do
    name=$(basename "$project" .csproj)
    command=(dotnet test "$project" -c Release --no-build --results-directory "$results" --logger "trx;LogFileName=$name.trx" "${arguments[@]}")
    [ "$has_arguments" = yes ] || command=(dotnet "$(dirname "$project")/bin/Release/net10.0/$name.dll" ":$ASYNCJOBS_TEST_SEED" -result-trx "$results/$name.trx" -longRunning 480 -noColor -noLogo)
    exit_code=0
    TIMEFORMAT="$name took %0R s, and %0U s of processor time"
    time timeout --foreground --kill-after=30s 25m "${command[@]}" >"$results/$name.log" 2>&1 || exit_code=$?
    echo "$exit_code" >"$results/$name.exit"
    cat "$results/$name.log"
  done
}

# Whether the code is laid out as .editorconfig says. Without the projects, whose build has judged the rest already.
check_layout() {
  local exit_code=0
  dotnet format whitespace . --folder --verify-no-changes --exclude .cache "**/bin/" "**/obj/" >"$results/layout.log" 2>&1 || exit_code=$?
  echo "$exit_code" >"$results/layout.exit"
}

run_all() {
  [ "$has_arguments" = yes ] || check_layout &
  run ${#builders[@]} "${builders[@]}" "$@" &
  run ${#waiters[@]} "${waiters[@]}" "$@" &
  run ${#others[@]} "${others[@]}" "$@" &
  wait
}

# In a process group of its own, so that nothing of it is left behind when this script is interrupted.
set -m
run_all "$@" &
all=$!
set +m
trap 'kill -- "-$all" 2>/dev/null; exit 130' INT TERM
wait

for project in "${builders[@]}" "${waiters[@]}" "${others[@]}"; do
  name=$(basename "$project" .csproj)
  count "$name" "$results/$name.trx" "$(cat "$results/$name.exit")"
done

if [ "$has_arguments" = no ] && [ "$(cat "$results/layout.exit")" != 0 ]; then
  cat "$results/layout.log"
  echo "The code is not laid out as .editorconfig says: run dotnet format whitespace . --folder" >&2
  failed=$((failed + 1))
fi

[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
