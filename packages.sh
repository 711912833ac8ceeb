#!/usr/bin/env bash
# Makes the packages of the commit that is checked out, and shows what they are worth:
# - built twice, in clean clones at different places, they are the same to the byte;
# - they break nothing that the version before had, except for what CompatibilitySuppressions.xml beside a project names;
# - each comes with a bill of materials (CycloneDX) of what it brings along.
# The packages are in the folder that the argument names, by default packages. The exit code is 0 only when all of this holds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# The version before, which changes with a release. 0.1.0 has no tag.
baseline=f7cdbcc

[ $# -le 1 ] || { echo "usage: ./packages.sh [folder]" >&2; exit 2; }
output=${1:-packages}
mkdir -p "$output"
output=$(cd "$output" && pwd)
[ -z "$(git status --porcelain -- ':!.cache')" ] || echo "Uncommitted changes are not in the packages." >&2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export CI=true DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 UseSharedCompilation=true

# Files in a package have the time of the commit, and not of the build.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH

# pack <commit> <folder> [property...]: packs a clean clone beside the folder, and leaves the clone there.
pack() {
  local commit=$1 folder=$2
  git clone -q --no-checkout . "$folder.clone"
  git -C "$folder.clone" checkout -q "$commit"
  dotnet pack "$folder.clone/Generators.sln" -c Release -o "$folder" -v quiet "${@:3}"
}

git cat-file -e "$baseline^{commit}" 2>/dev/null || { echo "The version before ($baseline) is not in this clone: git fetch --unshallow" >&2; exit 1; }
echo "The version before"
pack "$baseline" "$work/baseline"

echo "The packages, compared with the version before"
pack HEAD "$work/first" -p:BaselinePackages="$work/baseline/"

echo "The packages, once more"
pack HEAD "$work/a/second/time"

for package in "$work"/first/*; do
  cmp "$package" "$work/a/second/time/$(basename "$package")"
done
echo "Both builds are the same to the byte."

cd "$work/first.clone"
version=$(dotnet msbuild src/Runtime -getProperty:Version)
dotnet tool restore >/dev/null

# Recursive, because the package AsyncJobs has parts that its project only builds. The compiler brings its own assemblies to those that work within it.
for package in Runtime:AsyncJobs Local:AsyncJobs.Local Client:AsyncJobs.Client S3:AsyncJobs.S3 Direct:AsyncJobs.Direct Testing:AsyncJobs.Testing Tool:AsyncJobs.Tool; do
  id=${package#*:}
  dotnet dotnet-CycloneDX "src/${package%%:*}/$id.csproj" --recursive --disable-package-restore --no-serial-number --set-type Library \
    --set-name "$id" --set-version "$version" --exclude-filter Microsoft.CodeAnalysis.CSharp,Microsoft.CodeAnalysis.CSharp.Workspaces \
    --output "$work/first" --filename "$id.$version.cdx.json" --output-format Json >"$work/bill.log" 2>&1 || { cat "$work/bill.log"; exit 1; }
done

cp "$work"/first/* "$output"
(cd "$output" && sha256sum -- *."$version".*)
