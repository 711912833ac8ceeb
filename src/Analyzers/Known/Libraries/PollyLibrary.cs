using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Known.Libraries;

/// <summary>Polly: pipelines with a timeout around whatever they execute.</summary>
internal sealed class PollyLibrary(Compilation compilation, KnownTimes known) : KnownLibrary
{
    private readonly KnownType _policies = new(compilation, "Polly.Policy", "Polly.Policy`1");
    private readonly KnownType _policy = new(compilation, "Polly.Policy");
    private readonly KnownType _builder = new(compilation, "Polly.ResiliencePipelineBuilderBase");
    private readonly KnownType _options = new(compilation, "Polly.Timeout.TimeoutStrategyOptions");
    private readonly KnownType _contexts = new(compilation, "Polly.ResilienceContext");
    private readonly KnownType _extensions = new(compilation, "Polly.TimeoutResiliencePipelineBuilderExtensions");

    // What makes a pipeline, adds a strategy to one or wraps several, and what describes the failures in between.
    private static readonly string[] s_steps =
    [
        "AddRetry", "AddCircuitBreaker", "AddHedging", "AddFallback", "AddRateLimiter", "AddConcurrencyLimiter", "AddPipeline", "Build", "Retry",
        "WaitAndRetry", "CircuitBreaker", "AdvancedCircuitBreaker", "Fallback", "Bulkhead", "RateLimit", "NoOp", "Handle", "Or", "Wrap", "With",
        "As",
    ];

    public override bool IsReferenced => _policy.Exists || _builder.Exists;

    // The times of its pipelines are no client's.
    public override bool MayBeToldTime(Func<string, bool> isMentioned) => false;

    /// <summary>Whether the project can give a pipeline a timeout.</summary>
    public bool HasTimeouts => _policy.Exists || _options.Exists;

    /// <summary>Whether a method makes the timeout of a pipeline.</summary>
    public bool IsTimeout(IMethodSymbol method) => method.Name switch
    {
        "Timeout" or "TimeoutAsync" => _policies.Is(method.ContainingType),
        "AddTimeout" => _extensions.Is(method.ContainingType),
        _ => false,
    };

    /// <summary>Whether a method's parameter is the time of a pipeline.</summary>
    public bool IsTime(IMethodSymbol method, IParameterSymbol parameter) =>
        IsTimeout(method) && (KnownTimes.IsNumber(parameter.Type) || known.IsTimeSpan(parameter.Type) || parameter.Name == "timeoutProvider");

    /// <summary>Whether a property is the time of a pipeline.</summary>
    public bool IsTime(IPropertySymbol property) => property.Name == "Timeout" && _options.Is(property.ContainingType);

    /// <summary>Whether a type holds the token of an execution.</summary>
    public bool IsContext(ITypeSymbol? type) => _contexts.Is(type);

    /// <summary>Whether a type is a pipeline, or what one is built of.</summary>
    public static bool IsPart(ITypeSymbol? type) => IsIn(type, "Polly");

    /// <summary>Whether a type is a pipeline or policy, its builder or the beginning of one, and not what it is told or what is executed.</summary>
    public static bool IsPipeline(ITypeSymbol? type) =>
        IsPart(type) && type is { Name: { } name, TypeKind: not (TypeKind.Delegate or TypeKind.Enum) }
        && (name.EndsWith("Pipeline", StringComparison.Ordinal) || name.EndsWith("Policy", StringComparison.Ordinal)
            || name.EndsWith("Builder", StringComparison.Ordinal) || name.EndsWith("Wrap", StringComparison.Ordinal));

    /// <summary>Whether a type is what a pipeline is built with step by step.</summary>
    public static bool IsBuilder(ITypeSymbol? type) => IsPart(type) && type!.Name.EndsWith("PipelineBuilder", StringComparison.Ordinal);

    /// <summary>Whether a method of Polly's own makes or changes a pipeline and gives it no timeout.</summary>
    public static bool IsStep(IMethodSymbol method) => BeginsWithAny(method.Name, s_steps);

    /// <summary>Whether a method is Polly's own.</summary>
    public static bool IsOwn(IMethodSymbol method) => IsPart(method.ContainingType);

    /// <summary>Whether a method runs something inside of a pipeline.</summary>
    public static bool IsExecution(IMethodSymbol method) =>
        method.Name is "ExecuteAsync" or "Execute" or "ExecuteAndCaptureAsync" or "ExecuteOutcomeAsync" or "ExecuteAndCapture" && IsOwn(method);
}
