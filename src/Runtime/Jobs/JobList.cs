using System.Collections;

namespace AsyncJobs.Jobs;

/// <summary>
/// The jobs of an application, of which none is made before it is asked for: a function runs one of them, or finds the one that a request is for,
/// and its start is to take as long with one job as with many. Generated code makes it.
/// </summary>
public sealed class JobList : IReadOnlyList<JobDefinition>
{
    private readonly Func<int, JobDefinition?> _definition;
    private readonly Lazy<JobOutline[]> _outlines;

    /// <summary>Makes the list.</summary>
    /// <param name="definition">Gives the definition of the job of a line, of which the first is 0: the same each time.</param>
    /// <param name="lines">
    /// A line for each job: its name; if it has a route, the method and the path, as <c>reports POST /reports/{name}</c>; and at last
    /// <c>keeps-input</c> if it is one with <see cref="AsyncJobAttribute.KeepInput"/>. Spaces around a line and empty lines do not count.
    /// A line in another form throws an <see cref="ArgumentException"/> when the list is first looked through.
    /// </param>
    public JobList(Func<int, JobDefinition?> definition, string lines)
    {
        _definition = definition;
        _outlines = new(() => Array.ConvertAll(
            lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), JobOutline.Parse));
    }

    private JobList(JobDefinition[] jobs)
    {
        _definition = line => jobs[line];
        _outlines = new(() => Array.ConvertAll(jobs, static job => new JobOutline(job.Name, job.Route, job.KeepInput)));
    }

    /// <summary>How many jobs there are.</summary>
    public int Count => _outlines.Value.Length;

    /// <summary>The definitions in the order of the lines, which are made if they are not.</summary>
    /// <param name="index">From zero.</param>
    public JobDefinition this[int index] => _definition(index) ?? throw new InvalidOperationException(
        $"The list of jobs names '{_outlines.Value[index].Name}', and has no definition of it.");

    /// <summary>What is known of the jobs without making them.</summary>
    internal IReadOnlyList<JobOutline> Outlines => _outlines.Value;

    /// <inheritdoc/>
    public IEnumerator<JobDefinition> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The list of jobs that are made already, or the list itself.</summary>
    internal static JobList Of(IReadOnlyList<JobDefinition> jobs) => jobs as JobList ?? new JobList([.. jobs]);

    /// <summary>The definition of a job; null where there is none of that name.</summary>
    internal JobDefinition? Find(string? name)
    {
        JobOutline[] outlines = _outlines.Value;
        for (int i = 0; i < outlines.Length; i++)
        {
            if (outlines[i].Name == name)
                return this[i];
        }

        return null;
    }
}
