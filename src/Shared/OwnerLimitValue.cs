using System.Globalization;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>
/// The values of the settings that limit what one owner may start and follow: <c>AsyncJobsMaxUnfinishedPerOwner</c>,
/// <c>AsyncJobsMaxStartsPerMinutePerOwner</c> and <c>AsyncJobsMaxStreamsPerOwner</c> of a build,
/// <see cref="JobVariables.MaxUnfinishedPerOwner"/>, <see cref="JobVariables.MaxStartsPerMinutePerOwner"/> and
/// <see cref="JobVariables.MaxStreamsPerOwner"/> of a function.
/// </summary>
[Embedded]
internal static class OwnerLimitValue
{
    /// <summary>The most unfinished jobs that a limit can allow: each takes some 35 bytes of an item that every start and end writes.</summary>
    public const int MostUnfinished = 1000;

    /// <summary>The most starts a minute that a limit can allow.</summary>
    public const int MostStartsPerMinute = 10_000;

    /// <summary>The most streams that a limit can allow: each takes some 30 bytes of an item that every begin and end of one writes.</summary>
    public const int MostStreams = 100;

    /// <summary>Reads a value.</summary>
    /// <param name="value">The text.</param>
    /// <param name="most">The greatest number that it may be.</param>
    /// <returns>The number, 0 for no limit; null where it is none that the setting takes.</returns>
    public static int? Parse(string value, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= most ? number : null;

    /// <summary>Says what a value has to be, to end a sentence that begins with the setting's name.</summary>
    public static string Fault(int most) => "must be a whole number from 1 to " + most.ToString(CultureInfo.InvariantCulture) + ", or 0 for no limit";

    /// <summary>What is wrong with limits where nobody owns a job, to end a sentence that begins with the setting's name.</summary>
    public const string NobodyFault = "counts the jobs of each owner, and AsyncJobsOwner is none: no job has one";

    /// <summary>What is wrong with a limit of streams where nobody is an owner, to end a sentence that begins with the setting's name.</summary>
    public const string NobodyStreams = "counts the streams of each owner, and AsyncJobsOwner is none: no caller is one";
}
