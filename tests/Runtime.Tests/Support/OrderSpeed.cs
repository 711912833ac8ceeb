using System.Text.Json.Serialization;

namespace AsyncJobs.Runtime.Tests.Support;

internal enum OrderSpeed
{
    Slow,

    [JsonStringEnumMemberName("next-day")]
    NextDay,
}
