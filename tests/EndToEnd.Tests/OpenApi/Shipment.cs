using System.Text.Json.Serialization;

namespace AsyncJobs.EndToEnd.Tests.OpenApi;

/// <summary>A type with what is not plain about JSON.</summary>
internal sealed record Shipment(
    string Number,
    int Weight,
    Priority Priority,
    [property: JsonPropertyName("parcel-size")] Size? Size = null,
    IReadOnlyList<Shipment>? Parts = null,
    Shipment? Replaces = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Note = null,
    object? Anything = null);
