namespace Acme;

/// <summary>Sends letters.</summary>
public static class Letters
{
    /// <summary>Sends a letter &amp; waits until <see cref="Recipient"/> has it. See <paramref name="text"/>, not <paramref name="job"/>.</summary>
    /// <param name="recipient">Who gets it: <see cref="Recipient.Name"/> is enough.</param>
    /// <param name="text">
    /// What it says:
    /// <code>
    /// Dear &lt;name&gt;,
    ///     how are you?
    ///
    /// Yours
    /// </code>
    /// </param>
    /// <param name="job">The job, which nobody passes.</param>
    /// <returns>When it arrived.</returns>
    [AsyncJob("POST /letters")]
    public static DateTimeOffset Send(Recipient recipient, string text, int copies, JobContext job) => default;

    /// <summary>
    /// Burns a letter.
    ///
    /// <para>It cannot be undone.</para>
    /// </summary>
    [AsyncJob("POST /ashes")]
    public static void Burn(JobContext job) { }

    /// <inheritdoc cref="Burn"/>
    [AsyncJob("POST /copies")]
    public static void Copy(int number, JobContext job) { }
}

/// <summary>Who gets a letter.</summary>
/// <param name="Name">The name.</param>
public sealed record Recipient(string Name);
