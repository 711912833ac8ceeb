using System.Text.Json.Serialization;

namespace AsyncJobs.ColdStart.Annotations.Jobs;

public sealed record LinkCheckRequest([property: JsonPropertyName("urls")] IReadOnlyList<string>? Urls);
