#!/usr/bin/env bash
# Publishes the sample, the sample with AsyncJobs.Direct, an empty program, a bare HttpClient loop and one that calls AWS by hand in three forms, and
# takes the time from process start to first reply. DynamoDB and Lambda are a server of the measuring program that answers at once.
# With AmazonLambdaPackages=true in the environment, it also measures the same start of a job on the packages of Amazon.Lambda: CONTRIBUTING.md says
# where they can be had from.
# Usage: bench/coldstart.sh [rounds] [forms], by default 40 "jit r2r aot".
# AOT_FRAMEWORK and AOT_LINKER choose what is published natively and with which linker.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-40}
forms=${2:-jit r2r aot}
out=bench/ColdStart/bin/published
building=bench/ColdStart/bin/building
rm -rf "$out"

publish() {
  local form=$1 name=$2 project=$3
  shift 3
  dotnet publish "$project" -c Release -r linux-x64 --artifacts-path "$building" -o "$out/$form/$name" -v quiet --nologo "$@"
}

peers=${AmazonLambdaPackages:-}
[ "$peers" = true ] || echo "Left out: the programs on Amazon.Lambda's packages, for which AmazonLambdaPackages=true is not set." >&2

for form in $forms; do
  framework=net10.0
  case $form in
    jit) options=(--self-contained false -p:PublishAot=false) ;;
    r2r) options=(--self-contained false -p:PublishAot=false -p:PublishReadyToRun=true) ;;
    aot)
      framework=${AOT_FRAMEWORK:-net10.0}
      options=(-p:CppCompilerAndLinker="${AOT_LINKER:-gcc}")
      ;;
  esac
  publish "$form" empty bench/ColdStart.Empty "${options[@]}" -p:ColdStartFramework="$framework"
  publish "$form" http bench/ColdStart.HttpClientLoop "${options[@]}" -p:ColdStartFramework="$framework"
  publish "$form" signed bench/ColdStart.SignedLoop "${options[@]}" -p:ColdStartFramework="$framework"
  publish "$form" sample sample "${options[@]}" -p:SampleFramework="$framework"
  publish "$form" direct bench/ColdStart.Direct "${options[@]}" -p:SampleFramework="$framework"
  if [ "$peers" = true ]; then
    publish "$form" annotations bench/ColdStart.Annotations "${options[@]}" -p:ColdStartFramework="$framework"
    publish "$form" runtimesupport bench/ColdStart.RuntimeSupport "${options[@]}" -p:ColdStartFramework="$framework"
  fi
done

dotnet build bench/ColdStart.Methods -c Release --artifacts-path "$building" -v quiet --nologo
dotnet run --project bench/ColdStart -c Release -- "$out" "$rounds" "$building/bin/AsyncJobs.ColdStart.Methods/release/Methods.dll"
