# Sourced after dynamodb-local.sh by what needs a browser: installs Chromium with apt where there is none, also none of its relatives. It is Chromium
# without windows, which takes a third of the processor time for the same pages. Not every distribution has it by itself.
find_chromium() {
  local name
  for name in chromium-headless-shell chromium google-chrome google-chrome-stable chromium-browser; do
    ! command -v "$name" || return 0
  done
  return 1
}

install_chromium() {
  local name
  refresh_apt
  name=$(first_available chromium-headless-shell chromium)
  install "$name"
}

prepare_chromium() {
  find_chromium >/dev/null || install_chromium
  ASYNCJOBS_CHROMIUM=$(find_chromium) || { echo "The tests need Chromium or Chrome, and apt has none that runs." >&2; return 1; }
  export ASYNCJOBS_CHROMIUM
}
