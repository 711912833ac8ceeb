using AsyncJobs.Direct.Credentials;
using AsyncJobs.Direct.Signing;

namespace AsyncJobs.Direct.Sending;

/// <summary>One try of a request, and what was learned in it.</summary>
/// <param name="number">Its number, from 1 on.</param>
internal sealed class Attempt(int number)
{
    private Redaction? _redaction;

    public int Number { get; } = number;

    /// <summary>With what it was signed; null as long as it was not.</summary>
    public AccessKeys? Keys { get; set; }

    /// <summary>Its header <c>Authorization</c>; null as long as it was not signed.</summary>
    public string? Authorization { get; set; }

    /// <summary>Keeps with what it was signed out of exceptions.</summary>
    public Redaction Redaction => _redaction ??= new Redaction(
        new[] { Keys?.Token, Keys?.Secret, Authorization is null ? null : RequestSigner.SignatureOf(Authorization) }.OfType<string>());

    /// <summary>Whether the answer says that the time was wrong with which it was signed.</summary>
    public bool IsClockWrong { get; set; }

    /// <summary>For how long the service asks to wait.</summary>
    public TimeSpan? RetryAfter { get; set; }
}
