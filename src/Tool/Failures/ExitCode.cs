namespace AsyncJobs.Tool.Failures;

/// <summary>How the command ends, for scripts. The numbers never change their meaning.</summary>
internal static class ExitCode
{
    /// <summary>All that was asked for is done.</summary>
    public const int Done = 0;

    /// <summary>It could not be done: AWS, the network or the host said no, or the command has a fault.</summary>
    public const int Failed = 1;

    /// <summary>The command line is not understood.</summary>
    public const int BadCommandLine = 2;

    /// <summary>There is no such job.</summary>
    public const int NotFound = 3;

    /// <summary>The job is not in a state for this, or of several jobs not all were done.</summary>
    public const int Refused = 4;

    /// <summary>The job that was watched has ended otherwise than SUCCEEDED.</summary>
    public const int NotSucceeded = 5;

    /// <summary>Interrupted by Ctrl-C, as shells number it.</summary>
    public const int Interrupted = 130;

    /// <summary>What the help says of them.</summary>
    public const string Help =
        "Exit codes: 0 done, 1 failed, 2 bad command line, 3 no such job, 4 refused or only partly done, "
        + "5 the watched job did not succeed, 130 interrupted.";
}
