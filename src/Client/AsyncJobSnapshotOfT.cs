namespace AsyncJobs.Client;

/// <summary>A job's status document with its typed result.</summary>
/// <typeparam name="TResult">What the job returns.</typeparam>
public sealed class AsyncJobSnapshot<TResult> : AsyncJobSnapshot
{
    /// <summary>What the job returned if it succeeded, else the default. A job that returns nothing has null.</summary>
    public TResult? Result { get; init; }
}
