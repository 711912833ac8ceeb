# Sourced after dynamodb-local.sh by what needs a browser: installs Chromium with apt where there is none, also none of its relatives.
find_chromium() {
  local name
  for name in chromium google-chrome google-chrome-stable chromium-browser; do
    ! command -v "$name" || return 0
  done
  return 1
}

prepare_chromium() {
  find_chromium >/dev/null || install chromium
  ASYNCJOBS_CHROMIUM=$(find_chromium) || { echo "The tests need Chromium or Chrome, and apt has none that runs." >&2; return 1; }
  export ASYNCJOBS_CHROMIUM
}
