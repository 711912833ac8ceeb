using AsyncJobs.Sam.Manifest;

namespace AsyncJobs.Sam.Plan;

/// <summary>The runtime of Lambda that an assembly runs on.</summary>
internal static class LambdaRuntime
{
    public const string Custom = "provided.al2023";

    /// <exception cref="TemplateException">There is none.</exception>
    public static string Of(AssemblyManifest assembly, TemplateOptions options)
    {
        if (options.Runtime is { } chosen)
            return chosen;

        // The functions of Amazon.Lambda.Annotations are deployed from the same build, so that these cannot run on another one.
        if (assembly.App?.Runtime is { } global)
            return global;
        if (options.IsNative)
            return Custom;

        // Lambda has runtimes of the versions with long-term support, which are the even ones.
        return assembly.Framework is { Major: >= 8 } version && version.Major % 2 == 0
            ? $"dotnet{version.Major}"
            : throw new TemplateException(
                ErrorCodes.Runtime,
                $"Lambda has no runtime for {(assembly.Framework is { } framework ? $"net{framework}" : "this framework")}: build for net10.0, "
                + $"publish with Native AOT (PublishAot), or publish self-contained and set AsyncJobsRuntime to {Custom}.");
    }

    public static bool IsCustom(string runtime) => runtime.StartsWith("provided", StringComparison.Ordinal);
}
