namespace AsyncJobs.CodeFixes.Fixes;

/// <summary>The lines by which a Main runs the program's jobs, as the guides have them.</summary>
/// <param name="app">The class of all jobs, from the global namespace.</param>
/// <param name="hasLocalHost">Whether they run on the developer's machine, too.</param>
internal sealed class HostedMain(string app, bool hasLocalHost)
{
    public bool HasLocalHost => hasLocalHost;

    /// <summary>What comes first in a Main with an exit code.</summary>
    public IReadOnlyList<string> Start { get; } = ["if (LambdaHost.IsLambda)", $"    return LambdaHost.Run({app}.App);"];

    /// <summary>What comes first in a Main without one.</summary>
    public IReadOnlyList<string> StartOfVoid { get; } =
    [
        "if (LambdaHost.IsLambda)",
        "{",
        $"    System.Environment.ExitCode = LambdaHost.Run({app}.App);",
        "    return;",
        "}",
    ];

    /// <summary>What comes last.</summary>
    public string End => hasLocalHost ? $"return await LocalHost.RunAsync({app}.App, args);" : "return 0;";

    /// <summary>A file that does nothing else.</summary>
    public string Program(string hostingNamespace, string localNamespace) => hasLocalHost
        ? $"using {hostingNamespace};\nusing {localNamespace};\n\n{string.Join("\n", Start)}\n\n{End}\n"
        : $"using {hostingNamespace};\n\nreturn LambdaHost.Run({app}.App);\n";
}
