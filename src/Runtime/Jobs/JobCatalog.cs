using AsyncJobs.Lifecycle;

namespace AsyncJobs.Jobs;

/// <summary>The jobs that an application knows, and when each of them has to end.</summary>
/// <param name="jobs">The definitions.</param>
/// <param name="lostAfter">How long after its end a lease without an outcome means that the job is lost.</param>
internal sealed class JobCatalog(JobList jobs, TimeSpan lostAfter)
{
    /// <summary>The definition of a job; null where the application has none of that name.</summary>
    public JobDefinition? Find(string? name) => jobs.Find(name);

    /// <summary>When a job has to end. A function of another deployment may meet a job that it does not know.</summary>
    public EndTerms TermsOf(string name, DateTimeOffset now) => Find(name) is { } known
        ? new EndTerms(known.MaxAttempts, lostAfter, JobRetention.ExpiryOf(known, now))
        : new EndTerms(null, lostAfter, now.AddDays(1));
}
