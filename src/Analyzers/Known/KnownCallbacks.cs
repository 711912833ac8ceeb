using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Known;

/// <summary>What others do with a function that they are given.</summary>
internal sealed class KnownCallbacks(Compilation compilation, KnownTasks tasks)
{
    private readonly KnownType _loops = new(
        compilation,
        "System.Linq.Enumerable", "System.Linq.ParallelEnumerable", "System.Linq.AsyncEnumerable", "System.Threading.Tasks.Parallel");

    private readonly KnownType _lists = new(compilation, "System.Collections.Generic.List`1", "System.Array");

    private readonly KnownType _endpoints = new(compilation, "Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions");

    private readonly KnownType _bootstraps = new(
        compilation,
        "Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder", "Amazon.Lambda.RuntimeSupport.HandlerWrapper");

    private readonly KnownType _bootstrap = new(compilation, "Amazon.Lambda.RuntimeSupport.LambdaBootstrap");

    /// <summary>The name of the method by which a program begins to take invocations.</summary>
    public const string Run = "RunAsync";

    /// <summary>
    /// Whether a method runs what it is given and then lets it go: a loop over a sequence, what goes on with a task, an execution of a pipeline.
    /// </summary>
    public bool LetsGo(IMethodSymbol method) =>
        _loops.Is(method.ContainingType)
        || (method.Name is "ForEach" or "ConvertAll" && _lists.Is(method.ContainingType))
        || (method.Name == "ContinueWith" && tasks.IsTask(method.ContainingType))
        || tasks.IsStart(method)
        || Libraries.PollyLibrary.IsExecution(method);

    /// <summary>Whether a method has what it is given run for each request or invocation.</summary>
    public bool RunsForEach(IMethodSymbol method) =>
        (method.Name.StartsWith("Map", StringComparison.Ordinal) && _endpoints.Is(method.ContainingType))
        || _bootstraps.Is(method.ContainingType);

    /// <summary>Whether a method has a program take invocations.</summary>
    public bool IsRun(IMethodSymbol method) => method.Name == Run && _bootstrap.Is(method.ContainingType);

    /// <summary>Whether a method gives back what is there, or else what a function makes and the method keeps.</summary>
    public static bool KeepsResult(IMethodSymbol method) => method.Name.StartsWith("GetOr", StringComparison.Ordinal);
}
