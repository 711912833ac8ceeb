# Sourced from the root of the repository, after dynamodb-local.sh, by what needs CloudFormation's resource specification: installs Node.js and npm
# with apt where they are missing, and the specification from npm.
specification=$PWD/.cache/specification
specification_version="aws-service-spec 0.1.216"

node_is_18() {
  local major
  major=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p')
  [ "${major:-0}" -ge 18 ]
}

# Installed beside its place and moved there last, as DynamoDB Local is. The lock file pins what it depends on, with their digests.
install_specification() (
  temp=$(mktemp -d "$PWD/.cache/download.XXXXXX")
  trap 'rm -rf "$temp"' EXIT
  echo "Installing CloudFormation's specification ($specification_version)"
  cp tests/Template.Tests/Specification/package.json tests/Template.Tests/Specification/package-lock.json "$temp"
  npm ci --prefix "$temp" --ignore-scripts --no-audit --no-fund --silent
  echo "$specification_version" >"$temp/.version"
  rm -rf "$specification"
  mv "$temp" "$specification"
)

prepare_specification() {
  command -v npm >/dev/null || install_npm
  node_is_18 || { echo "The template's tests need Node.js 18 or newer; the first node on the PATH is older." >&2; return 1; }
  mkdir -p .cache
  [ "$(cat "$specification/.version" 2>/dev/null)" = "$specification_version" ] || install_specification
  export ASYNCJOBS_SPECIFICATION=$specification
}
