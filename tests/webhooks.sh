# Sourced after npm.sh by what has callbacks verified by somebody else's code.
prepare_webhooks() {
  prepare_locked "$PWD/.cache/webhooks" "standardwebhooks 1.1.1" tests/Testing.Tests/Webhooks
  export ASYNCJOBS_WEBHOOKS=$PWD/.cache/webhooks
}
