# Sourced after npm.sh by what checks the documentation: what reads Terraform's language, TypeScript, and the CDK.
prepare_documentation() {
  prepare_locked "$PWD/.cache/documentation" "aws-cdk-lib 2.276.0" tests/Docs.Tests/Tools
  export ASYNCJOBS_DOCUMENTATION=$PWD/.cache/documentation
}
