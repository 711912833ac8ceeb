using System.Collections;

namespace AsyncJobs.Jobs;

/// <summary>
/// The jobs of an application, of which none is made before it is asked for: a function runs one of them, or finds the one that a request is for,
/// and its start is to take as long with one job as with many. Generated code makes it.
/// </summary>
public sealed class JobList : IReadOnlyList<JobDefinition>
{
    private readonly Func<string, JobDefinition?> _definition;
    private readonly Lazy<JobOutline[]> _outlines;

    /// <summary>Makes the list.</summary>
    /// <param name="definition">Gives the definition of a job by its name, the same each time; null for a name that no job has.</param>
    /// <param name="lines">
    /// A line for each job: its name; if it has a route, the method and the path, as <c>reports POST /reports/{name}</c>; and at last
    /// <c>keeps-input</c> if it is one with <see cref="AsyncJobAttribute.KeepInput"/>. Spaces around a line and empty lines do not count.
    /// A line in another form throws an <see cref="ArgumentException"/> when the list is first looked through.
    /// </param>
    public JobList(Func<string, JobDefinition?> definition, string lines)
    {
        _definition = definition;
        _outlines = new(() => Array.ConvertAll(
            lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), JobOutline.Parse));
    }

    private JobList(JobDefinition[] jobs)
    {
        _definition = name => Array.Find(jobs, job => job.Name == name);
        _outlines = new(() => Array.ConvertAll(jobs, static job => new JobOutline(job.Name, job.Route, job.KeepInput)));
    }

    /// <summary>How many jobs there are.</summary>
    public int Count => _outlines.Value.Length;

    /// <summary>The definitions in the order of the lines, which are made if they are not.</summary>
    /// <param name="index">From zero.</param>
    public JobDefinition this[int index] => Get(_outlines.Value[index]);

    /// <summary>What is known of the jobs without making them.</summary>
    internal IReadOnlyList<JobOutline> Outlines => _outlines.Value;

    /// <inheritdoc/>
    public IEnumerator<JobDefinition> GetEnumerator() => _outlines.Value.Select(Get).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The list of jobs that are made already, or the list itself.</summary>
    internal static JobList Of(IReadOnlyList<JobDefinition> jobs) => jobs as JobList ?? new JobList([.. jobs]);

    /// <summary>The definition of a job; null where there is none of that name.</summary>
    internal JobDefinition? Find(string? name) => name is null ? null : _definition(name);

    /// <summary>The definition of a job of the list.</summary>
    internal JobDefinition Get(JobOutline job) =>
        Find(job.Name) ?? throw new InvalidOperationException($"The list of jobs names '{job.Name}', and has no definition of it.");
}
