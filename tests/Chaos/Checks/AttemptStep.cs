using System.Globalization;

namespace AsyncJobs.Chaos.Checks;

/// <summary>What a job that goes on in steps says of one of them.</summary>
/// <param name="What"><c>step</c>, <c>saved</c> or <c>continues</c>.</param>
/// <param name="Number">Which step it is.</param>
/// <param name="Time">When.</param>
internal sealed record AttemptStep(string What, int Number, long Time)
{
    public static AttemptStep? TryRead(string[] line) => line is [("step" or "saved" or "continues") and var what, var number, var time]
        ? new AttemptStep(what, int.Parse(number, CultureInfo.InvariantCulture), long.Parse(time, CultureInfo.InvariantCulture))
        : null;
}
