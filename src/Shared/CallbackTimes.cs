using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>When a callback is tried again that was not taken: the functions wait so long, and what they need is kept for as long.</summary>
[Embedded]
internal static class CallbackTimes
{
    /// <summary>By how much of itself a pause is longer at most, so that what failed together does not come together.</summary>
    public const double MostJitter = 0.1;

    /// <summary>How long a job can be read after the next try of its callback, or the last one: whoever looks into it finds it.</summary>
    public static readonly TimeSpan KeptAfterwards = TimeSpan.FromHours(24);

    /// <summary>
    /// The pauses between the tries: what Standard Webhooks gives as its example. See
    /// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md.
    /// </summary>
    public static TimeSpan[] Pauses { get; } =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>
    /// How long a job is kept for its callback at most, from its end on, where no receiver asks for more time and nobody has it sent anew.
    /// </summary>
    public static TimeSpan Longest { get; } =
        TimeSpan.FromTicks((long)(Pauses.Sum(static pause => pause.Ticks) * (1 + MostJitter))) + KeptAfterwards;
}
