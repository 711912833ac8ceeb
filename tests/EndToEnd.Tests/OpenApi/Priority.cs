using System.Text.Json.Serialization;

namespace AsyncJobs.EndToEnd.Tests.OpenApi;

[JsonConverter(typeof(JsonStringEnumConverter<Priority>))]
internal enum Priority
{
    Economy,

    [JsonStringEnumMemberName("next-day")]
    Express,
}
