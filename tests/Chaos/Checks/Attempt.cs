using System.Globalization;

namespace AsyncJobs.Chaos.Checks;

/// <summary>What the log of one invocation of an attempt says.</summary>
/// <param name="JobId">Its job.</param>
/// <param name="Number">Which attempt it is.</param>
/// <param name="Continuation">How often the job had gone on in another invocation.</param>
/// <param name="Id">Its own id.</param>
/// <param name="Index">The number of the job's client.</param>
/// <param name="Start">When it began.</param>
/// <param name="Found">How many steps it found done.</param>
/// <param name="Job">Of which definition it is.</param>
/// <param name="Steps">What it did and knows to be saved, where it goes on in steps.</param>
/// <param name="Outcome">How its method ended; null where it was killed.</param>
/// <param name="End">When it ended; null where it was killed.</param>
/// <param name="Digest">The digest of what it returned.</param>
internal sealed record Attempt(
    string JobId, int Number, int Continuation, string Id, int Index, long Start, int Found, string Job, IReadOnlyList<AttemptStep> Steps, string? Outcome, long? End, string? Digest)
{
    public static IEnumerable<Attempt> ReadAll(string folder) => Directory.EnumerateFiles(folder).Select(Read).OfType<Attempt>();

    /// <summary>Whether two attempts, neither of which was killed, ran at the same time.</summary>
    public bool RanBeside(Attempt other) => End is { } end && other.End is { } otherEnd && Start < otherEnd && other.Start < end;

    private static Attempt? Read(string path)
    {
        string[] name = Path.GetFileName(path).Split('.');
        string[][] lines = [.. File.ReadAllLines(path).Select(line => line.Split(' '))];

        // Killed while it made the file.
        if (lines is not [["start", var index, var start, var found, var job], ..])
            return null;

        string[]? end = lines[^1] is ["end", _, _, _] ? lines[^1] : null;
        return new Attempt(
            name[0],
            int.Parse(name[1], CultureInfo.InvariantCulture),
            int.Parse(name[2], CultureInfo.InvariantCulture),
            name[3],
            int.Parse(index, CultureInfo.InvariantCulture),
            long.Parse(start, CultureInfo.InvariantCulture),
            int.Parse(found, CultureInfo.InvariantCulture),
            job,
            [.. lines.Select(AttemptStep.TryRead).OfType<AttemptStep>()],
            end?[1],
            end is null ? null : long.Parse(end[2], CultureInfo.InvariantCulture),
            end?[3]);
    }
}
