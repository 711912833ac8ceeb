using AsyncJobs.Direct.Credentials;

namespace AsyncJobs.Direct.Sending;

/// <summary>One try of a request, and what was learned in it.</summary>
/// <param name="number">Its number, from 1 on.</param>
internal sealed class Attempt(int number)
{
    public int Number { get; } = number;

    /// <summary>With what it was signed; null as long as it was not.</summary>
    public AccessKeys? Keys { get; set; }

    /// <summary>Whether the answer says that the time was wrong with which it was signed.</summary>
    public bool IsClockWrong { get; set; }

    /// <summary>For how long the service asks to wait.</summary>
    public TimeSpan? RetryAfter { get; set; }
}
