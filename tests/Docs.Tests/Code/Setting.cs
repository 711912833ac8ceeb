using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.Docs.Tests.Code;

/// <summary>What the project of an example references and imports.</summary>
internal sealed class Setting(string name, string mark, string[] usings, params Library[] libraries)
{
    /// <summary>What the SDK puts in front of a project.</summary>
    public const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private readonly string _mark = mark;

    // Examples leave out most usings, as an IDE adds them.
    private static readonly string[] s_usings =
    [
        "AsyncJobs", "AsyncJobs.Hosting", "AsyncJobs.Jobs", "AsyncJobs.S3", "Microsoft.Extensions.DependencyInjection", "Polly", "Surroundings",
        "System.Text.Json", "System.Text.Json.Serialization",
    ];

    /// <summary>All of them, the one with the fewest libraries first.</summary>
    public static ImmutableArray<Setting> All { get; } =
    [
        new("AsyncJobs alone", "", ["AsyncJobs.Parameters"]),
        new("a caller", "AsyncJobClient", ["AsyncJobs.Client"]),
        new("with Amazon.Lambda.Core", "ILambdaContext", ["AsyncJobs.Parameters", "Amazon.Lambda.Core"], Library.LambdaCore),
        new(
            "with Amazon.Lambda.Annotations",
            @"\[LambdaFunction|LambdaGlobalProperties|FromCustomAuthorizer",
            ["Amazon.Lambda.Core", "Amazon.Lambda.Annotations", "Amazon.Lambda.Annotations.APIGateway"],
            Library.LambdaCore,
            Library.LambdaAnnotations),
        new(
            "with Amazon.Lambda.DurableExecution",
            "IDurableContext",
            ["Amazon.Lambda.Core", "Amazon.Lambda.DurableExecution"],
            Library.LambdaCore,
            Library.LambdaDurable),
        new("with AWSSDK.Lambda", "IAmazonLambda", ["AsyncJobs.Parameters"], Library.LambdaClient, Library.LambdaClients),
    ];

    /// <summary>A compilation without sources; those that derive from one share its symbols of the references.</summary>
    public CSharpCompilation Empty { get; } =
        CSharpCompilation.Create("TestApp", references: [.. References.Packages, References.Of(Library.Types), .. libraries.Select(References.Of)]);

    /// <summary>Each in turn, until an example compiles: those first that it mentions by name.</summary>
    public static IEnumerable<Setting> For(string text) => All.OrderByDescending(setting => setting._mark.Length > 0 && Regex.IsMatch(text, setting._mark));

    public IEnumerable<string> Usings => s_usings.Concat(usings);

    public override string ToString() => name;
}
