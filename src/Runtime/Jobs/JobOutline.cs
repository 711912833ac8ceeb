using AsyncJobs.Http;
using AsyncJobs.Shared;

namespace AsyncJobs.Jobs;

/// <summary>What is asked of a job that this function may have nothing to do with.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Route">The endpoint that starts it; null for none.</param>
/// <param name="KeepInput">Whether its input is kept, so that it can be run again.</param>
internal sealed record JobOutline(string Name, JobRoute? Route, bool KeepInput)
{
    /// <summary>Reads a line of that list.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static JobOutline Parse(string line)
    {
        string[] words = line.Split(' ');
        bool keepsInput = words[^1] == JobLine.KeepsInput;
        return (words.Length - (keepsInput ? 1 : 0)) switch
        {
            1 => new JobOutline(words[0], null, keepsInput),
            3 => new JobOutline(words[0], new JobRoute(words[1], words[2]), keepsInput),
            _ => throw new ArgumentException($"'{line}' is not a job's name, followed by its method and path if it has a route.", nameof(line)),
        };
    }
}
