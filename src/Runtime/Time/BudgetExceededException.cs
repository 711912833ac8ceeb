namespace AsyncJobs;

/// <summary>
/// A call did not end within the time that the invocation's budget had for it, or was not made because too little was left.
/// </summary>
/// <remarks>
/// It is a <see cref="TimeoutException"/> and not an <see cref="OperationCanceledException"/>: code that takes every cancellation for its
/// caller's own does not swallow it, <see cref="HttpClient"/> does not turn it into something else, and handlers that retry what is transient leave
/// it alone.
/// </remarks>
public sealed class BudgetExceededException : TimeoutException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="service">The service that was called.</param>
    /// <param name="granted">The time it was given.</param>
    /// <param name="elapsed">The time it took; zero where it was not called.</param>
    /// <param name="innerException">What the call ended with.</param>
    public BudgetExceededException(string service, TimeSpan granted, TimeSpan elapsed, Exception? innerException = null)
        : base(
            elapsed > TimeSpan.Zero
                ? $"{service} did not finish within the {Milliseconds(granted)} ms that the invocation had for it."
                : $"{service} was not called: {Milliseconds(granted)} ms are left to the invocation, too little to be of use.",
            innerException)
    {
        Service = service;
        Granted = granted;
        Elapsed = elapsed;
    }

    /// <summary>The service that was called.</summary>
    public string Service { get; }

    /// <summary>The time it was given.</summary>
    public TimeSpan Granted { get; }

    /// <summary>The time it took; zero where it was not called because too little was left.</summary>
    public TimeSpan Elapsed { get; }

    private static string Milliseconds(TimeSpan time) => ((long)time.TotalMilliseconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
