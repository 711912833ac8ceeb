using Amazon.DynamoDBv2;
using AsyncJobs.Callbacks;
using AsyncJobs.Storage;

namespace AsyncJobs.Testing.Platform;

/// <summary>What the test says of its platform.</summary>
internal sealed record TestSettings
{
    public required DateTimeOffset StartTime { get; init; }

    public required TimeSpan HangsAfter { get; init; }

    public required TimeSpan GivesUpAfter { get; init; }

    public required TimeSpan RetryDelay { get; init; }

    public required string? Owner { get; init; }

    public required Uri? PublicBaseUrl { get; init; }

    public required ReadOnlyMemory<byte> IdempotencySecret { get; init; }

    public required IPayloadStore? Payloads { get; init; }

    /// <summary>Makes what is said of callbacks, by the host's clock; null for none.</summary>
    public required Func<TimeProvider, CallbackOptions>? Callbacks { get; init; }

    public required Action<string>? LogTo { get; init; }

    public required IAmazonDynamoDB? DynamoDb { get; init; }

    public required string? TableName { get; init; }
}
