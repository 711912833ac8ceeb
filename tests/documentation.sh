# Sourced from the root of the repository, after specification.sh, by what checks the documentation: installs from npm what reads Terraform's
# language, and TypeScript and the CDK.
documentation=$PWD/.cache/documentation
documentation_version="aws-cdk-lib 2.276.0"

# Installed beside its place and moved there last, as DynamoDB Local is. The lock file pins what it depends on, with their digests.
install_documentation() (
  temp=$(mktemp -d "$PWD/.cache/download.XXXXXX")
  trap 'rm -rf "$temp"' EXIT
  echo "Installing what checks the documentation ($documentation_version)"
  cp tests/Docs.Tests/Tools/package.json tests/Docs.Tests/Tools/package-lock.json "$temp"
  npm ci --prefix "$temp" --ignore-scripts --no-audit --no-fund --silent
  echo "$documentation_version" >"$temp/.version"
  rm -rf "$documentation"
  mv "$temp" "$documentation"
)

prepare_documentation() {
  command -v npm >/dev/null || install_npm
  mkdir -p .cache
  [ "$(cat "$documentation/.version" 2>/dev/null)" = "$documentation_version" ] || install_documentation
  export ASYNCJOBS_DOCUMENTATION=$documentation
}
