using System.Collections.Immutable;
using System.Text;
using AsyncJobs.Generator.Model;

namespace AsyncJobs.Generator.Parsing;

/// <summary>The jobs of an assembly in an order of their own, and which of them take what an earlier one has.</summary>
internal sealed class JobSet
{
    private readonly Dictionary<string, JobModel> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JobModel> _byRoute = new(StringComparer.Ordinal);

    public JobSet(ImmutableArray<JobModel> jobs)
    {
        All = jobs.Sort(JobModel.Compare);
        foreach (JobModel job in All)
        {
            if (!_byName.ContainsKey(job.Name))
                _byName.Add(job.Name, job);
            if (job.Route is { } route && ShapeOf(route) is var shape && !_byRoute.ContainsKey(shape))
                _byRoute.Add(shape, job);
        }
    }

    public ImmutableArray<JobModel> All { get; }

    /// <summary>The earlier job of the same name, if there is one.</summary>
    public JobModel? SameName(JobModel job) => Other(job, _byName[job.Name]);

    /// <summary>The earlier job of the same route, if there is one.</summary>
    public JobModel? SameRoute(JobModel job) => job.Route is { } route ? Other(job, _byRoute[ShapeOf(route)]) : null;

    private static JobModel? Other(JobModel job, JobModel first) => ReferenceEquals(job, first) ? null : first;

    // API Gateway takes routes for the same when they differ only in the names of placeholders.
    private static string ShapeOf(RouteModel route)
    {
        string template = route.Template;
        if (template.IndexOf('{') < 0)
            return route.Method + template;

        StringBuilder shape = new(route.Method);
        bool isInside = false;
        foreach (char c in template)
        {
            isInside = c != '}' && (isInside || c == '{');
            if (!isInside || c == '{')
                shape.Append(c);
        }

        return shape.ToString();
    }
}
