namespace AsyncJobs.Failures;

/// <summary>Says whether what went wrong can pass by itself.</summary>
internal static class Fault
{
    /// <summary>
    /// Whether the same would fail again until somebody mends what the exception names. It is not tried again then. Of an exception that does not
    /// say, it is taken that it can pass: to give up for good what might have succeeded is the greater harm.
    /// </summary>
    public static bool IsLasting(Exception exception) => exception is IFault { IsTransient: false };

    /// <summary>Whether the code that called makes the mistake. No other attempt of the same code can do better.</summary>
    public static bool IsMisuse(Exception exception) => exception is IFault { IsMisuse: true };
}
