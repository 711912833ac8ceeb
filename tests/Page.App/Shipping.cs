using System.Text.Json.Serialization;

namespace AsyncJobs.Page.App;

/// <summary>How an order is sent.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Shipping>))]
public enum Shipping
{
    Standard,
    Express,
}
