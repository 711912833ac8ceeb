using System.Globalization;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Storage;

/// <summary>A job's place in a list: by the time of its start, and among those of one millisecond by its id. It never changes.</summary>
/// <param name="CreatedAt">When the job was accepted, in ms since 1970.</param>
/// <param name="Id">Its id.</param>
/// <param name="Job">Its name, so that a list of one name reads no others.</param>
internal readonly record struct JobListKey(long CreatedAt, string Id, string Job)
{
    // Milliseconds up to the end of the year 9999.
    private const int Digits = 15;

    /// <summary>The key as a text whose order is that of the list.</summary>
    public string Text => $"{Before}.{Job}";

    /// <summary>A text that comes before this key's and after those of all earlier ones.</summary>
    public string Before => $"{TimeText(CreatedAt)}.{Id}";

    /// <summary>A text that comes before those of all keys since a time, and after those of all earlier ones.</summary>
    /// <remarks>A record knows its time by the millisecond.</remarks>
    public static string From(DateTimeOffset since) => TimeText(Ceiling(since));

    public static JobListKey Of(JobRecord record) => new(record.CreatedAt.ToUnixTimeMilliseconds(), record.Id, record.Job);

    /// <summary>Reads <see cref="Text"/>.</summary>
    public static JobListKey Parse(string text)
    {
        string[] parts = text.Split('.', 3);
        return new JobListKey(long.Parse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture), parts[1], parts[2]);
    }

    /// <summary>Whether the job was accepted at a time or later.</summary>
    public bool IsSince(DateTimeOffset? since) => since is null || CreatedAt >= Ceiling(since.Value);

    /// <summary>The first millisecond since 1970 that is not before a time.</summary>
    public static long Ceiling(DateTimeOffset time) =>
        Math.Max(0, (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond);

    private static string TimeText(long milliseconds) => milliseconds.ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0');
}
