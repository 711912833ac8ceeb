using System.Collections.Immutable;
using AsyncJobs.Benchmarks.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Benchmarks.Analysis;

/// <summary>
/// An analyzer whose own processor time is counted: what its actions do, and what they make the compiler do on the way. The compiler's report of
/// analyzers has the time on the wall, which other programs lengthen.
/// </summary>
internal sealed class MeasuredAnalyzer(DiagnosticAnalyzer inner) : DiagnosticAnalyzer
{
    private TimeSpan _time;
    private int _calls;

    public string Rule => inner.SupportedDiagnostics[0].Id;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => inner.SupportedDiagnostics;

    /// <summary>Its time since it was last asked.</summary>
    public TimeSpan Take()
    {
        TimeSpan asking = ThreadTime.OfAsking * _calls;
        TimeSpan time = _time > asking ? _time - asking : TimeSpan.Zero;
        _time = TimeSpan.Zero;
        _calls = 0;
        return time;
    }

    public override void Initialize(AnalysisContext context) => inner.Initialize(new MeasuredContext(context, this));

    internal void Count(TimeSpan time)
    {
        _time += time;
        _calls++;
    }
}
