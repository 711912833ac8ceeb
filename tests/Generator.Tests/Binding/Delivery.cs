using System.Text.Json.Serialization;

namespace AsyncJobs.Generator.Tests.Binding;

/// <summary>Values with names for JSON, one of which is the C# name of another value.</summary>
public enum Delivery
{
    Today,

    [JsonStringEnumMemberName("next-day")]
    NextDay,

    [JsonStringEnumMemberName("2 days, or so")]
    Later,

    [JsonStringEnumMemberName("Later")]
    Never,
}
