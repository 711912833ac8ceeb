namespace AsyncJobs.Tool.Failures;

/// <summary>What ends the command, as a sentence for the person who called it: what is wrong, and how to mend it.</summary>
internal sealed class ToolException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">The sentence.</param>
    /// <param name="exitCode">How the command ends.</param>
    /// <param name="cause">What it was made of.</param>
    public ToolException(string message, int exitCode = Failures.ExitCode.Failed, Exception? cause = null)
        : base(message, cause) => ExitCode = exitCode;

    /// <summary>How the command ends.</summary>
    public int ExitCode { get; }

    /// <summary>The command line asks for what cannot be.</summary>
    public static ToolException BadCommandLine(string message) => new(message, Failures.ExitCode.BadCommandLine);

    /// <summary>There is no such job.</summary>
    public static ToolException NoJob(string id) =>
        new($"There is no job {id} here. It may have expired, or be in another table.", Failures.ExitCode.NotFound);
}
