using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Known;

/// <summary>Tasks and cancellation, and the platform's methods that wait, start work or hand tokens out.</summary>
internal sealed class KnownTasks(Compilation compilation)
{
    private readonly KnownType _tasks = new(compilation, "System.Threading.Tasks.Task", "System.Threading.Tasks.ValueTask",
        "System.Threading.Tasks.ValueTask`1");
    private readonly KnownType _starters = new(compilation, "System.Threading.Tasks.TaskFactory", "System.Threading.Tasks.TaskFactory`1",
        "System.Threading.Tasks.TaskExtensions");
    private readonly KnownType _parallel = new(compilation, "System.Threading.Tasks.Parallel");

    public KnownType Token { get; } = new(compilation, "System.Threading.CancellationToken");

    public KnownType TokenSource { get; } = new(compilation, "System.Threading.CancellationTokenSource");

    public KnownType ParallelOptions { get; } = new(compilation, "System.Threading.Tasks.ParallelOptions");

    public bool IsTask(ITypeSymbol? type) => _tasks.IsBaseOf(type);

    /// <summary>Whether a method or constructor only wraps a value that is there already into a task.</summary>
    public bool IsWrapping(IMethodSymbol method) =>
        IsTask(method.ContainingType)
            && (method.Name == "FromResult" || (method.MethodKind == MethodKind.Constructor && method.Parameters.Length == 1));

    /// <summary>Whether an invocation is Task.Delay.</summary>
    public bool IsDelay(IInvocationOperation invocation) => invocation.TargetMethod is { Name: "Delay" } method && IsTask(method.ContainingType);

    /// <summary>Whether an invocation is Task.WhenAny.</summary>
    public bool IsRace(IInvocationOperation invocation) => invocation.TargetMethod is { Name: "WhenAny" } method && IsTask(method.ContainingType);

    /// <summary>Whether a method starts work in the background.</summary>
    public bool IsStart(IMethodSymbol method) =>
        method.Name is "Run" or "StartNew" or "Unwrap" && (IsTask(method.ContainingType) || _starters.Is(method.ContainingType));

    /// <summary>Whether a method is a loop that runs in parallel.</summary>
    public bool IsParallelLoop(IMethodSymbol method) => method.Name is "ForEachAsync" or "ForAsync" && _parallel.Is(method.ContainingType);

    /// <summary>Whether an invocation gives a source of cancellation its time.</summary>
    public bool IsCancelAfter(IInvocationOperation invocation) =>
        invocation.TargetMethod is { Name: "CancelAfter" } method && TokenSource.Is(method.ContainingType);

    /// <summary>Whether an invocation ends a source of cancellation at once.</summary>
    public bool IsCancel(IInvocationOperation invocation) =>
        invocation.TargetMethod is { Name: "Cancel" or "CancelAsync" } method && TokenSource.Is(method.ContainingType);

    /// <summary>Whether a method links tokens into one source.</summary>
    public bool IsLink(IMethodSymbol method) => method.Name == "CreateLinkedTokenSource" && TokenSource.Is(method.ContainingType);
}
