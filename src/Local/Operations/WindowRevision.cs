using System.Globalization;

namespace AsyncJobs.Local.Operations;

/// <summary>Which answer a page has had.</summary>
/// <param name="Epoch">The process that gave it.</param>
/// <param name="Number">How much had changed by then.</param>
/// <param name="Oldest">The place of the oldest job in it, as <see cref="PlaceOf"/> gives it; empty where it had all.</param>
internal readonly record struct WindowRevision(string Epoch, long Number, string Oldest)
{
    /// <summary>A job's place in the window, as a text whose order is that of the jobs' starts.</summary>
    public static string PlaceOf(JobItem item) =>
        string.Create(CultureInfo.InvariantCulture, $"{item.CreatedAt.ToUnixTimeMilliseconds():D15}.{item.Id}");

    /// <summary>Reads what a page sends back.</summary>
    /// <returns>Null where it is nothing that this process gave: the page begins again.</returns>
    public static WindowRevision? TryParse(string? text, string epoch) =>
        text?.Split('.', 3) is [var process, var number, var oldest]
        && process == epoch
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long known)
            ? new WindowRevision(process, known, oldest)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}.{Number}.{Oldest}");
}
