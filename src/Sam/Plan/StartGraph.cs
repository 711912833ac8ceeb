using AsyncJobs.Sam.Manifest;

namespace AsyncJobs.Sam.Plan;

/// <summary>Which workers invoke which: a job's worker those of the jobs that it starts, and itself if it goes on in other invocations.</summary>
internal sealed class StartGraph
{
    private readonly Dictionary<string, HashSet<string>> _reached;

    private StartGraph(Dictionary<string, HashSet<string>> reached) => _reached = reached;

    /// <exception cref="TemplateException">A job starts one that the assembly does not have.</exception>
    public static StartGraph Of(IReadOnlyList<JobManifest> jobs)
    {
        Dictionary<string, JobManifest> byName = new(StringComparer.Ordinal);
        foreach (JobManifest job in jobs)
            byName.TryAdd(job.Name, job);
        foreach (JobManifest job in jobs)
        {
            foreach (string name in job.Starts.Where(name => !byName.ContainsKey(name)))
            {
                throw new TemplateException(
                    ErrorCodes.UnknownStart,
                    $"The job '{job.Name}' names '{name}' in its Starts, and the assembly has no job of that name. Correct the name.");
            }
        }

        return new StartGraph(byName.Keys.ToDictionary(name => name, name => ReachedFrom(name, byName), StringComparer.Ordinal));
    }

    /// <summary>Whether a job's worker may invoke itself, be it through others.</summary>
    public bool IsOnCycle(string job) => _reached[job].Contains(job);

    /// <summary>
    /// Whether two jobs start each other, be it through others: neither of their functions can be made before the other one, as a reference to it
    /// would ask for.
    /// </summary>
    public bool AreOnOneCycle(string job, string other) => job != other && _reached[job].Contains(other) && _reached[other].Contains(job);

    /// <summary>Whether a job is on a cycle with any other one.</summary>
    public bool IsOnCycleWithOthers(string job) => _reached[job].Any(other => AreOnOneCycle(job, other));

    private static HashSet<string> ReachedFrom(string first, Dictionary<string, JobManifest> jobs)
    {
        HashSet<string> reached = new(StringComparer.Ordinal);
        Queue<string> open = new([first]);
        while (open.TryDequeue(out string? name))
        {
            JobManifest job = jobs[name];
            foreach (string next in job.HasState ? [.. job.Starts, name] : job.Starts)
            {
                if (reached.Add(next))
                    open.Enqueue(next);
            }
        }

        return reached;
    }
}
