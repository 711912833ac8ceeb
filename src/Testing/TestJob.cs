using AsyncJobs.Jobs;

namespace AsyncJobs.Testing;

/// <summary>Makes what a job's method needs to be called by a plain unit test.</summary>
public static class TestJob
{
    /// <summary>Makes the context of a job that is of no definition: its state may be of any type.</summary>
    /// <param name="options">What the method finds; null for the first attempt of a job that has no deadline and no services.</param>
    public static TestJobContext Context(TestJobOptions? options = null) => new(null, options ?? new TestJobOptions());

    /// <summary>
    /// Makes the context of a job as the worker makes it: its name, its time and its reserve are those of the attribute, and its state is of the
    /// type that the attribute names, is written as JSON and read back, and has at most 100 KB.
    /// </summary>
    /// <param name="job">The job, such as <c>ImportsRunJob.Definition</c>.</param>
    /// <param name="options">What the method finds; null for the first attempt, without services.</param>
    /// <exception cref="ArgumentException">
    /// The state of the options is not of the type that the attribute names, or the job has fewer attempts than they say.
    /// </exception>
    public static TestJobContext Context(JobDefinition job, TestJobOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(job);
        TestJobOptions found = options ?? new TestJobOptions();
        return found.Attempt <= job.MaxAttempts
            ? new TestJobContext(job, found)
            : throw new ArgumentException(
                $"The options say attempt {found.Attempt}, and the job '{job.Name}' has {job.MaxAttempts}: its MaxAttempts.", nameof(options));
    }
}
