namespace AsyncJobs.Local.Operations;

/// <summary>What an operator asked for cannot be done. The message is for people: it says why, and what to do.</summary>
internal sealed class OperationsException : Exception
{
    public OperationsException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>Whether somebody refuses it, so that another try changes nothing before a right is granted.</summary>
    public bool IsForbidden { get; init; }
}
