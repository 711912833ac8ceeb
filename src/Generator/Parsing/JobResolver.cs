using System.Collections.Immutable;
using AsyncJobs.Generator.Model;
using AsyncJobs.Shared;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Turns the jobs of an assembly into the inputs of its output files.</summary>
internal static class JobResolver
{
    public static EquatableArray<ResolvedJob> Resolve(
        FoundModel found, string rootNamespace, ProjectModel project, CancellationToken cancellationToken)
    {
        ImmutableArray<JobModel> jobs = [.. found.Jobs.SelectMany(static file => file)];
        ServicesModel? services = found.Services;
        if (jobs.IsEmpty || !project.CanGenerate)
            return default;

        List<JobModel> valid = [];
        JobSet set = new(jobs);
        foreach (JobModel job in set.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool isUnique = set.SameName(job) is null && set.SameRoute(job) is null;
            bool isInTime = project.HasCapacityProvider || !CapacityProviderValue.IsNeededFor(job.Limits.TimeoutSeconds);
            if (isUnique && isInTime && (services is not null || !job.NeedsServices) && HandlerName.Fits(project.Handlers, job))
                valid.Add(job);
        }

        JsonContexts json = new([.. found.Contexts]);
        string app = Qualify(rootNamespace, TakenName.App);
        JobTypeNames names = new(valid);
        ResolvedJob[] resolved = new ResolvedJob[valid.Count];
        for (int i = 0; i < resolved.Length; i++)
        {
            JobModel job = valid[i];
            string name = names.Of(job);
            resolved[i] = new ResolvedJob(
                job,
                name,
                JobTypeNames.HintOf(job.Namespace, name),
                app,
                json.Find(job.Body?.Json),
                json.Find(job.Result.Json),
                json.Find(job.State),
                services is not null && UsesServices(job),
                project);
        }

        return new(resolved);
    }

    /// <summary>
    /// What became of a job; null where an earlier one has its name or route, the services are missing, or its handler or its time is too long.
    /// </summary>
    public static ResolvedJob? Find(JobModel job, EquatableArray<ResolvedJob> resolved)
    {
        int low = 0;
        int high = resolved.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = JobModel.Compare(resolved[middle].Job, job);
            if (order == 0)
                return resolved[middle].Job.Equals(job) ? resolved[middle] : null;

            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return null;
    }

    /// <summary>The input of AppJobs; null where there is no job, and nobody looks for AppJobs either.</summary>
    public static AppModel? Assemble(
        EquatableArray<ResolvedJob> jobs, ServicesModel? services, string rootNamespace, ProjectModel project, GlueModel glue)
    {
        if (jobs.Count == 0 && !(project.CanGenerate && project.HasAppWithoutJobs))
            return null;

        List<ResolvedJob> ordered = [.. jobs];
        ordered.Sort(static (left, right) => string.CompareOrdinal(left.Job.Name, right.Job.Name));
        ListedJob[] listed = new ListedJob[ordered.Count];
        for (int i = 0; i < listed.Length; i++)
        {
            JobModel job = ordered[i].Job;
            string type = Qualify(job.Namespace, Identifier.Escape(ordered[i].TypeName));
            listed[i] = new ListedJob(job.Name, job.Route?.Key, ordered[i].KeepsInput, type);
        }

        return new AppModel(
            rootNamespace,
            new(listed),
            services,
            project.Handlers,
            glue.HasLambdaClient,
            glue.HasPayloadBucket,
            glue.HasDirectClients,
            glue.Runtime,
            UsedBy(jobs, services));
    }

    private static EquatableArray<string> UsedBy(EquatableArray<ResolvedJob> jobs, ServicesModel? services)
    {
        SortedSet<string> ids = new(StringComparer.Ordinal);
        foreach (ResolvedJob job in jobs)
        {
            if (job.Job.Experimental is { } experimental)
                ids.Add(experimental.Id);
        }

        if (services is not null)
            ids.UnionWith(services.UseDiagnostics);
        return ids.Count == 0 ? default : new([.. ids]);
    }

    /// <summary>The one method to call, where several are marked.</summary>
    public static ServicesModel? Choose(ImmutableArray<ServicesModel> services)
    {
        ServicesModel? first = null;
        foreach (ServicesModel candidate in services)
        {
            if (first is null || string.CompareOrdinal(candidate.Method, first.Method) < 0)
                first = candidate;
        }

        return first;
    }

    private static string Qualify(string containingNamespace, string name) =>
        containingNamespace.Length == 0 ? "global::" + name : "global::" + containingNamespace + "." + name;

    private static bool UsesServices(JobModel job)
    {
        foreach (ParameterModel parameter in job.Parameters)
        {
            if (!parameter.IsBound)
                return true;
        }

        return job.Target is { Parameters.Count: > 0 };
    }
}
