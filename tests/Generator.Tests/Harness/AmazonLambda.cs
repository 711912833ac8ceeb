namespace AsyncJobs.Generator.Tests.Harness;

/// <summary>Stand-ins for Amazon's packages, with their true names and signatures; the same as in the snapshots.</summary>
internal static class AmazonLambda
{
    /// <summary>Amazon.Lambda.Core.</summary>
    public static string Core { get; } = Read("ClassLibrary", "LambdaCore.cs");

    /// <summary>AWSSDK.Lambda.</summary>
    public static string Client { get; } = Read("LambdaClient", "LambdaClient.cs");

    /// <summary>[LambdaStartup] of Amazon.Lambda.Annotations.</summary>
    public static string Startup { get; } = Read("LambdaStartup", "Annotations.cs");

    private static string Read(string shape, string file) =>
        File.ReadAllText(RepositoryRoot.Combine("tests", "Generator.Tests", "Snapshots", shape, file));
}
