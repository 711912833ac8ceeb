# Publishes programs in the forms jit, r2r and aot. Sourced by the scripts beside it; the current folder is that of the repository.
# AOT_FRAMEWORK and AOT_LINKER choose what is published natively and with which linker.
building=bench/ColdStart/bin/building

# Sets peers to the programs on Amazon.Lambda's packages, where the environment says that these can be had: see CONTRIBUTING.md.
find_peers() {
  peers=()
  if [ "${AmazonLambdaPackages:-}" = true ]; then
    peers=(annotations=bench/ColdStart.Annotations runtimesupport=bench/ColdStart.RuntimeSupport)
  else
    echo "Left out: the programs on Amazon.Lambda's packages, for which AmazonLambdaPackages=true is not set." >&2
  fi
}

# Usage: publish_forms <folder> <forms> <name=project>...
publish_forms() {
  local out=$1 forms=$2 form framework options program
  shift 2
  rm -rf "$out"
  for form in $forms; do
    framework=net10.0
    case $form in
      jit) options=(--self-contained false -p:PublishAot=false) ;;
      r2r) options=(--self-contained false -p:PublishAot=false -p:PublishReadyToRun=true) ;;
      aot)
        framework=${AOT_FRAMEWORK:-net10.0}
        options=(-p:CppCompilerAndLinker="${AOT_LINKER:-gcc}")
        ;;
    esac
    for program in "$@"; do
      dotnet publish "${program#*=}" -c Release -r linux-x64 --artifacts-path "$building" -o "$out/$form/${program%%=*}" -v quiet --nologo \
        "${options[@]}" -p:ColdStartFramework="$framework" -p:SampleFramework="$framework"
    done
  done
}
