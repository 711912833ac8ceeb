using System.Diagnostics;

namespace AsyncJobs.Telemetry;

/// <summary>
/// A span that somebody listens to. Code that has one of these, or none, is compiled without looking at the library of activities.
/// </summary>
internal sealed class JobSpan(Activity activity) : IDisposable
{
    /// <summary>The span as <c>traceparent</c>; null where it is not of W3C Trace Context.</summary>
    public string? TraceParent => activity.IdFormat is ActivityIdFormat.W3C ? activity.Id : null;

    /// <summary>The <c>tracestate</c> that goes with it.</summary>
    public string? TraceState => activity.TraceStateString;

    public void Tag(string name, object value) => activity.SetTag(name, value);

    public void Fail() => activity.SetStatus(ActivityStatusCode.Error);

    public void Dispose() => activity.Dispose();
}
