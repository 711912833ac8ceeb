using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Known;

/// <summary>The types that carry a time limit: durations, points in time, cancellations, numbers, and tasks.</summary>
internal abstract class KnownTimes(Compilation compilation)
{
    private readonly KnownType _timeSpan = new(compilation, "System.TimeSpan");
    private readonly KnownType _dateTimeOffset = new(compilation, "System.DateTimeOffset");

    /// <summary>Tasks, tokens, and what hands tokens out.</summary>
    public KnownTasks Tasks { get; } = new(compilation);

    public bool IsToken(ITypeSymbol? type) => Tasks.Token.Is(Plain(type));

    public bool IsTokenSource(ITypeSymbol? type) => Tasks.TokenSource.Is(type);

    public bool IsTimeSpan(ITypeSymbol? type) => _timeSpan.Is(Plain(type));

    public bool IsPointInTime(ITypeSymbol? type) =>
        Plain(type) is { } plain && (plain.SpecialType == SpecialType.System_DateTime || _dateTimeOffset.Is(plain));

    public static bool IsNumber(ITypeSymbol? type) => Plain(type)?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double;

    public bool IsTask(ITypeSymbol? type) => Tasks.IsTask(type);

    /// <summary>Without the question mark of a nullable value.</summary>
    public static ITypeSymbol? Plain(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    /// <summary>Whether a value of this type can carry a time limit: a duration, a point in time, a cancellation, a number.</summary>
    public bool IsTime(ITypeSymbol? type) => IsDuration(type) || IsToken(type) || IsTokenSource(type);

    /// <summary>A time without the cancellations that are made of one.</summary>
    public bool IsDuration(ITypeSymbol? type) => IsNumber(type) || IsTimeSpan(type) || IsPointInTime(type);
}
