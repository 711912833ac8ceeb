using AsyncJobs.Events;
using AsyncJobs.Jobs;

namespace AsyncJobs.Starting;

/// <summary>A job that is to be started.</summary>
internal sealed record JobStartRequest
{
    /// <summary>Its definition.</summary>
    public required JobDefinition Job { get; init; }

    /// <summary>Its id, random or derived from the idempotency key.</summary>
    public required string Id { get; init; }

    /// <summary>Its event, closed.</summary>
    public required StartEnvelope Envelope { get; init; }

    /// <summary>Whose it is.</summary>
    public string? Owner { get; init; }

    /// <summary>By what ids the request is known.</summary>
    public HttpCorrelation Correlation { get; init; }

    /// <summary>Where its end is to be told; null for nowhere.</summary>
    public string? CallbackUrl { get; init; }

    /// <summary>Whether it is started under an idempotency key.</summary>
    public bool HasKey { get; init; }

    /// <summary>Whether it is started however many jobs its owner has, and is not counted.</summary>
    public bool IgnoresLimits { get; init; }

    /// <summary>The job that it runs again; null for one that is no repetition.</summary>
    public string? RetryOf { get; init; }

    /// <summary>The invocation, for the log.</summary>
    public string? RequestId { get; init; }
}
