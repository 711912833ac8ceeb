using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Known;

/// <summary>
/// What tells the present: the platform's clocks, and the clock interfaces of libraries. A project's own interface is none by its name; it is one
/// where
/// what implements it reads one of these.
/// </summary>
internal sealed class KnownClock(Compilation compilation)
{
    private readonly KnownType _dateTimeOffset = new(compilation, "System.DateTimeOffset");
    private readonly KnownType _stopwatch = new(compilation, "System.Diagnostics.Stopwatch");
    private readonly KnownType _environment = new(compilation, "System.Environment");
    private readonly KnownType _timeProvider = new(compilation, "System.TimeProvider");

    private readonly KnownType _interfaces = new(
        compilation, "Microsoft.Extensions.Internal.ISystemClock", "Microsoft.AspNetCore.Authentication.ISystemClock",
            "Microsoft.Owin.Infrastructure.ISystemClock", "NodaTime.IClock");

    /// <summary>Whether a property or method tells the present.</summary>
    public bool IsMember(ISymbol member) => member.Name switch
    {
        "Today" => member.ContainingType.SpecialType == SpecialType.System_DateTime,
        "UtcNow" or "Now" when member.ContainingType.SpecialType == SpecialType.System_DateTime || _dateTimeOffset.Is(member.ContainingType) => true,
        "Elapsed" or "ElapsedMilliseconds" or "ElapsedTicks" or "Frequency" => _stopwatch.Is(member.ContainingType),
        "GetTimestamp" or "GetElapsedTime" => _stopwatch.Is(member.ContainingType) || _timeProvider.Is(member.ContainingType),
        "TickCount" or "TickCount64" => _environment.Is(member.ContainingType),
        "GetUtcNow" or "GetLocalNow" or "TimestampFrequency" => _timeProvider.Is(member.ContainingType),
        _ => _interfaces.IsImplementedBy(member.ContainingType),
    };
}
