# Sourced after npm.sh by what needs CloudFormation's resource specification.
prepare_specification() {
  prepare_locked "$PWD/.cache/specification" "aws-service-spec 0.1.216" tests/Sam.Tests/Specification
  export ASYNCJOBS_SPECIFICATION=$PWD/.cache/specification
}
