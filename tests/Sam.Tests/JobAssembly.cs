using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Versioning;

namespace AsyncJobs.Sam.Tests;

/// <summary>Makes assemblies that say of their jobs what the generator writes.</summary>
internal static class JobAssembly
{
    public const string App = """{"manifest":1,"namespace":"Sample"}""";

    public static string Job(string name = "summaries", string path = "/summaries/{name}", string more = "", int timeout = 60, int attempts = 2) =>
        $$"""
        {"manifest":1,"name":"{{name}}","type":"Sample.Jobs","method":"Run","httpMethod":"POST","path":"{{path}}","timeoutSeconds":{{timeout}},"memorySize":1024,
        "maxAttempts":{{attempts}},"reserveMilliseconds":1000,"retentionHours":24,"totalTimeoutSeconds":86400{{(more.Length > 0 ? "," + more : "")}}}
        """;

    /// <summary>A job that only code starts.</summary>
    public static string RoutelessJob(string name = "nightly") =>
        $$"""
        {"manifest":1,"name":"{{name}}","type":"Sample.Jobs","method":"Run","timeoutSeconds":60,"memorySize":1024,
        "maxAttempts":2,"reserveMilliseconds":1000,"retentionHours":24,"totalTimeoutSeconds":86400}
        """;

    /// <summary>Makes one with jobs in a folder; its path.</summary>
    public static string Write(string folder, string name, params string[] jobs) => Write(folder, name, "v10.0", App, jobs);

    public static string Write(string folder, string name, string framework, string app, params string[] jobs)
    {
        PersistedAssemblyBuilder assembly = new(new AssemblyName(name), typeof(object).Assembly);
        assembly.DefineDynamicModule(name);
        Add<TargetFrameworkAttribute>(assembly, $".NETCoreApp,Version={framework}");
        Add<AssemblyMetadataAttribute>(assembly, "RepositoryUrl", "https://example.com");
        foreach (string job in jobs)
            Add<AssemblyMetadataAttribute>(assembly, "AsyncJobs.Job", job);
        if (jobs.Length > 0)
            Add<AssemblyMetadataAttribute>(assembly, "AsyncJobs.App", app);

        string path = Path.Combine(folder, name + ".dll");
        assembly.Save(path);
        return path;
    }

    private static void Add<T>(PersistedAssemblyBuilder assembly, params string[] arguments)
    {
        ConstructorInfo constructor = typeof(T).GetConstructor([.. arguments.Select(_ => typeof(string))])!;
        assembly.SetCustomAttribute(new CustomAttributeBuilder(constructor, arguments));
    }
}
