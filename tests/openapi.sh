# Sourced after npm.sh by what makes clients of the OpenAPI document: openapi-typescript, TypeScript, and Spectral, which says what is wrong with one.
prepare_openapi() {
  prepare_locked "$PWD/.cache/openapi" "openapi-typescript 7.13.0, spectral 6.16.3" tests/EndToEnd.Tests/OpenApi/Tools
  export ASYNCJOBS_OPENAPI=$PWD/.cache/openapi
}
