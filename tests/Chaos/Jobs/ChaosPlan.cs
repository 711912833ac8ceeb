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

    /// <summary>It returns after some steps, which it saves, and goes on in another invocation after every second one.</summary>
    Steps,

    /// <summary>It goes on in one invocation after the other, until it is told that its time is over.</summary>
    Endless,

    /// <summary>Its process stands still in the first attempt.</summary>
    Freeze,
}
