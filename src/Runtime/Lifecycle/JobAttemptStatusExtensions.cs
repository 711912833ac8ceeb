using AsyncJobs.Shared;

namespace AsyncJobs.Lifecycle;

/// <summary>The names of the ends of attempts, in the table and wherever an operator sees them.</summary>
public static class JobAttemptStatusExtensions
{
    internal const string Continued = "CONTINUED";
    internal const string Lost = "LOST";

    /// <summary>The name on the wire, such as <c>TIMED_OUT</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the values.</exception>
    public static string ToWireName(this JobAttemptStatus status) => status switch
    {
        JobAttemptStatus.Unknown => StatusNames.Unknown,
        JobAttemptStatus.Running => StatusNames.Running,
        JobAttemptStatus.Continued => Continued,
        JobAttemptStatus.Succeeded => StatusNames.Succeeded,
        JobAttemptStatus.Failed => StatusNames.Failed,
        JobAttemptStatus.TimedOut => StatusNames.TimedOut,
        JobAttemptStatus.Cancelled => StatusNames.Cancelled,
        JobAttemptStatus.Lost => Lost,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a status of an attempt."),
    };

    /// <summary>The status of a name; <see cref="JobAttemptStatus.Unknown"/> for one of a newer version, or none.</summary>
    internal static JobAttemptStatus Of(string? name) => name switch
    {
        StatusNames.Running => JobAttemptStatus.Running,
        Continued => JobAttemptStatus.Continued,
        StatusNames.Succeeded => JobAttemptStatus.Succeeded,
        StatusNames.Failed => JobAttemptStatus.Failed,
        StatusNames.TimedOut => JobAttemptStatus.TimedOut,
        StatusNames.Cancelled => JobAttemptStatus.Cancelled,
        Lost => JobAttemptStatus.Lost,
        _ => JobAttemptStatus.Unknown,
    };
}
