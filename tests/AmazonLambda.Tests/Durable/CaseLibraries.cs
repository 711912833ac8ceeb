using System.Collections.Immutable;
using Amazon.Lambda;
using Amazon.Lambda.Core;
using Amazon.Lambda.DurableExecution;
using AsyncJobs.Tests.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.Analyzers.Tests;

/// <summary>What the analyzers' cases are compiled against here: Amazon's own packages in place of their miniatures.</summary>
internal static class CaseLibraries
{
    private static readonly ImmutableArray<string> s_amazon = ["AmazonLambdaCore", "AmazonLambdaDurable"];

    private static readonly ImmutableArray<MetadataReference> s_packages =
    [
        .. new[] { typeof(ILambdaContext), typeof(IDurableContext), typeof(IAmazonLambda) }.Select(static type =>
            MetadataReference.CreateFromFile(type.Assembly.Location)),
        TestReferences.AwsCore,
    ];

    /// <summary>The cases of durable functions that need nothing else of Amazon's.</summary>
    public static IEnumerable<string> Names => TimeoutCase.Names.Where(static name => TimeoutCase.Read(name).Libraries is var libraries
        && libraries.Contains("AmazonLambdaDurable") && !libraries.Any(static library => library.StartsWith('A') && !s_amazon.Contains(library)));

    public static CSharpCompilation EmptyCompilation(TimeoutCase @case) => CSharpCompilation.Create(
        "TestApp", references: [.. Miniatures.References(@case.Libraries.RemoveRange(s_amazon), @case.ReferencesAsyncJobs), .. s_packages]);
}
