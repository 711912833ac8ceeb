using System.Text.Json.Serialization;

namespace AsyncJobs.Generator.Tests.Binding;

[Flags]
public enum Extras
{
    None = 0,

    [JsonStringEnumMemberName("gift-wrap")]
    GiftWrap = 1,

    Insured = 2,

    [JsonStringEnumMemberName("to-door")]
    ToTheDoor = 4,
}
