using System.Diagnostics;
using AsyncJobs.Shared;
using AsyncJobs.Texts;

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

    /// <summary>Says what the span's work threw, as an attribute and as an event.</summary>
    /// <remarks>https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-spans/</remarks>
    public void Fail(Exception exception)
    {
        Name(exception);
        activity.AddEvent(new ActivityEvent("exception", tags: new ActivityTagsCollection
        {
            ["exception.type"] = ExceptionText.TypeOf(exception),
            ["exception.message"] = ExceptionText.Message(exception) ?? "",
            ["exception.stacktrace"] = ExceptionText.Whole(exception),
        }));
    }

    /// <summary>Says what kind of exception the span's work came to.</summary>
    public void Name(Exception exception) =>
        activity
            .SetStatus(ActivityStatusCode.Error, ExceptionText.Message(exception))
            .SetTag(TelemetryNames.ErrorType, ExceptionText.TypeOf(exception));

    public void Dispose() => activity.Dispose();
}
