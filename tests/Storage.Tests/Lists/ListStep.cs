namespace AsyncJobs.Storage.Tests.Lists;

/// <summary>A step of a history in which jobs are listed.</summary>
internal abstract record ListStep
{
    private ListStep()
    {
    }

    /// <summary>A job is started.</summary>
    /// <param name="Owner">The number of its owner; 0 for nobody.</param>
    /// <param name="Job">The number of its definition.</param>
    /// <param name="Key">The number of its idempotency key; 0 for none.</param>
    internal sealed record Start(int Owner, int Job, int Key) : ListStep;

    /// <summary>The event of one of the jobs is delivered.</summary>
    internal sealed record Deliver(int Index, bool Succeeds) : ListStep;

    /// <summary>The worker of one of the jobs takes it, and vanishes.</summary>
    internal sealed record Vanish(int Index) : ListStep;

    /// <summary>One of the jobs is removed, if it has ended.</summary>
    internal sealed record Purge(int Index) : ListStep;

    /// <summary>Time passes.</summary>
    internal sealed record Pass(int Milliseconds) : ListStep;

    /// <summary>An owner lists their jobs, page by page, and something happens after each page.</summary>
    internal sealed record ListOwn(int Owner, int? Job, JobStatus? Status, int? SinceIndex, int[] PageSizes, ListStep[] Meanwhile) : ListStep;

    /// <summary>An operator lists all jobs, and something happens after every few.</summary>
    internal sealed record ListAll(int? Owner, int? Job, JobStatus? Status, int? SinceIndex, ListStep[] Meanwhile) : ListStep;
}
