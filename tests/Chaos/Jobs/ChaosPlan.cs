using System.Text.Json.Serialization;

namespace AsyncJobs.Chaos.Jobs;

/// <summary>How a job ends, if nobody gets in its way.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChaosPlan>))]
public enum ChaosPlan
{
    /// <summary>It returns a result.</summary>
    Succeed,

    /// <summary>It throws in its first attempts.</summary>
    Throw,

    /// <summary>It throws what is not to be tried again.</summary>
    Refuse,

    /// <summary>It waits for its token and stops.</summary>
    Wait,

    /// <summary>It neither stops nor looks at its token.</summary>
    Deaf,

    /// <summary>Its process stands still in the first attempt.</summary>
    Freeze,
}
