using System.Collections.Immutable;

namespace AsyncJobs.Docs.Tests.Code;

/// <summary>A source file that is compiled to an assembly, for examples to reference.</summary>
internal sealed record Library(string Name, string File, ImmutableArray<Library> Needs)
{
    private const string Surroundings = "tests/Docs.Tests/Code/Surroundings/";

    public static Library Types { get; } = new("Surroundings", Surroundings + "Types.cs", []);

    public static Library LambdaCore { get; } = new("Amazon.Lambda.Core", "tests/Analyzers.Tests/Libraries/AmazonLambdaCore.cs", []);

    public static Library LambdaAnnotations { get; } =
        new("Amazon.Lambda.Annotations", "tests/Analyzers.Tests/Libraries/AmazonLambdaAnnotations.cs", [LambdaCore]);

    public static Library LambdaDurable { get; } =
        new("Amazon.Lambda.DurableExecution", "tests/Analyzers.Tests/Libraries/AmazonLambdaDurable.cs", [LambdaCore]);

    public static Library LambdaClient { get; } = new("AWSSDK.Lambda", "tests/Generator.Tests/Snapshots/LambdaClient/LambdaClient.cs", []);

    public static Library LambdaClients { get; } = new("Surroundings.Lambda", Surroundings + "LambdaClients.cs", [LambdaClient]);
}
