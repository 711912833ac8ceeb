using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Known;

/// <summary>Times that have a name in the platform: none, no end.</summary>
internal sealed class KnownConstants(Compilation compilation)
{
    private readonly KnownType _timeout = new(compilation, "System.Threading.Timeout");
    private readonly KnownType _timeSpan = new(compilation, "System.TimeSpan");
    private readonly KnownType _dates = new(compilation, "System.DateTime", "System.DateTimeOffset");
    private readonly KnownType _stopwatch = new(compilation, "System.Diagnostics.Stopwatch");

    /// <summary>Whether a field is a time without end.</summary>
    public bool IsEndless(IFieldSymbol field) => field.Name switch
    {
        "InfiniteTimeSpan" or "Infinite" => _timeout.Is(field.ContainingType),
        "MaxValue" => _timeSpan.Is(field.ContainingType) || _dates.Is(field.ContainingType)
            || field.ContainingType.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64,
        _ => false,
    };

    /// <summary>Whether a field is a duration of nothing.</summary>
    public bool IsZero(IFieldSymbol field) => field.Name == "Zero" && _timeSpan.Is(field.ContainingType);

    /// <summary>Whether a field says nothing of how long something may take: zero, the first day, the ticks of a second.</summary>
    public bool IsNoLimit(IFieldSymbol field) =>
        _timeSpan.Is(field.ContainingType) || _stopwatch.Is(field.ContainingType)
            || (field.Name is "MinValue" or "UnixEpoch" && _dates.Is(field.ContainingType));
}
