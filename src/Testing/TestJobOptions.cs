namespace AsyncJobs.Testing;

/// <summary>What a job's method finds when a unit test calls it.</summary>
public sealed record TestJobOptions
{
    /// <summary>The job's id; null for a new one.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public string? Id
    {
        get;
        init
        {
            if (value is not null)
                ArgumentException.ThrowIfNullOrWhiteSpace(value);
            field = value;
        }
    }

    /// <summary>The name of the job; null for that of its definition, else <c>test</c>.</summary>
    public string? JobName { get; init; }

    /// <summary>Which attempt it is, from 1. Default: 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is under 1.</exception>
    public int Attempt
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1;

    /// <summary>How often the method was continued in another invocation so far. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int Continuation
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>What an earlier attempt or invocation has saved; null for nothing.</summary>
    public object? State { get; init; }

    /// <summary>
    /// How long the invocation has, its reserve included. Null for the definition's <see cref="AsyncJobAttribute.TimeoutSeconds"/>, or for no end
    /// where there is no definition.
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The clock of the budget: give it one that the test moves. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The services of the invocation; null for none.</summary>
    public IServiceProvider? Services { get; init; }

    /// <summary>The request id of the invocation; null for a new one.</summary>
    public string? RequestId { get; init; }
}
