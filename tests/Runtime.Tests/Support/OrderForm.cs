using System.Text.Json.Serialization;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>A body with members of every kind that a form may have.</summary>
internal sealed record OrderForm(string Name, int Count, bool Gift = false)
{
    public decimal? Price { get; init; }

    public DateOnly? Day { get; init; }

    public OrderSpeed Speed { get; init; }

    public OrderSpeed? Fallback { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<OrderSpeed>))]
    public OrderSpeed Named { get; init; }

    public OrderExtras Extras { get; init; }

    public Guid Id { get; init; }

    public Uri? Site { get; init; }

    public string[]? Tags { get; init; }

    public List<int> Sizes { get; init; } = [];

    public IReadOnlyList<OrderSpeed>? Speeds { get; init; }

    [JsonPropertyName("first name")]
    public string? FirstName { get; init; }

    public byte[]? Key { get; init; }

    public OrderForm? Inner { get; init; }

    [JsonNumberHandling(JsonNumberHandling.WriteAsString)]
    public long Serial { get; init; }

    [JsonIgnore]
    public string? Hidden { get; init; }
}
