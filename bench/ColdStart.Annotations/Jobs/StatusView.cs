using System.Text.Json.Serialization;

namespace AsyncJobs.ColdStart.Annotations.Jobs;

/// <summary>The body of the reply.</summary>
public sealed record StatusView(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("createdAt")] DateTimeOffset CreatedAt);
