using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;

namespace AsyncJobs.Starting;

/// <summary>
/// Holds the methods of jobs to the jobs that their <c>Starts</c> names. On AWS a worker has neither the permissions for another one nor its worker's
/// name; what is refused everywhere is found before.
/// </summary>
internal static class NamedStarts
{
    /// <exception cref="JobDispatchException">A job's method starts a job that its <c>Starts</c> does not name.</exception>
    public static void Check(JobCatalog jobs, JobDefinition job, InvocationScope scope)
    {
        if (!scope.IsOfMethod || jobs.Find(scope.JobName) is not { } running || running.Starts.Contains(job.Name))
            return;

        string starts = string.Join(", ", running.Starts.Append(job.Name).Select(static name => $"\"{name}\""));
        throw new JobDispatchException(
            $"The job '{running.Name}' starts '{job.Name}', which its Starts does not name, so that its worker is not permitted to. "
            + $"Write Starts = [{starts}] in the [AsyncJob] of '{running.Name}'.")
        {
            IsTransient = false,
            IsMisuse = true,
        };
    }
}
