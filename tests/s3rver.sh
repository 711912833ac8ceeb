# Sourced after dynamodb-local.sh by what needs an S3 server: downloads one with npm.
s3rver_version=3.7.1
# What it depends on is taken as it was on that day.
s3rver_day=2026-11-01
s3rver=$PWD/.cache/s3rver

download_s3rver() (
  temp=$(mktemp -d "$PWD/.cache/download.XXXXXX")
  trap 'rm -rf "$temp"' EXIT
  echo "Downloading s3rver $s3rver_version"
  cd "$temp"
  npm install --silent --no-audit --no-fund --omit=dev --ignore-scripts --before="$s3rver_day" --prefix . "s3rver@$s3rver_version"
  echo "$s3rver_version" >.version
  rm -rf "$s3rver"
  mkdir "$s3rver"
  mv node_modules .version "$s3rver"
)

prepare_s3rver() {
  command -v node >/dev/null && command -v npm >/dev/null || install_npm
  mkdir -p .cache
  [ "$(cat "$s3rver/.version" 2>/dev/null)" = "$s3rver_version" ] || download_s3rver
  export ASYNCJOBS_S3RVER=$s3rver
}
