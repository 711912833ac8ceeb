# Sourced from the root of the repository, after dynamodb-local.sh, by what needs packages of npm that a lock file pins: installs Node.js and npm with
# apt where they are missing.

node_is_18() {
  local major
  major=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p')
  [ "${major:-0}" -ge 18 ]
}

# Installed beside its place and moved there last, as DynamoDB Local is. The lock file has the digests of all that is installed.
install_locked() (
  place=$1 version=$2 folder=$3
  temp=$(mktemp -d "$PWD/.cache/download.XXXXXX")
  trap 'rm -rf "$temp"' EXIT
  echo "Installing $version"
  cp "$folder/package.json" "$folder/package-lock.json" "$temp"
  npm ci --prefix "$temp" --ignore-scripts --no-audit --no-fund --loglevel=error
  echo "$version" >"$temp/.version"
  rm -rf "$place"
  mv "$temp" "$place"
)

# Installs into a folder what the package-lock.json of another one pins, unless this version of it is there.
prepare_locked() {
  local place=$1 version=$2 folder=$3
  command -v npm >/dev/null || install_npm
  node_is_18 || { echo "The tests need Node.js 18 or newer; the first node on the PATH is older." >&2; return 1; }
  mkdir -p .cache
  [ "$(cat "$place/.version" 2>/dev/null)" = "$version" ] || install_locked "$place" "$version" "$folder"
}
