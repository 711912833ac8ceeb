using AsyncJobs.Binding;
using AsyncJobs.Http;
using AsyncJobs.Jobs;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>A job that returns a file.</summary>
internal sealed class FileJob() : FileJobDefinition<NoResult>("files", new JobRoute("POST", "/files"))
{
    /// <summary>The method.</summary>
    public Func<JobContext, ValueTask<JobFile?>> Method { get; set; } = static _ => new(new JobFile("content"u8.ToArray(), "text/plain", "a.txt"));

    /// <summary>How often it ran.</summary>
    public int Calls { get; private set; }

    protected override NoResult BindInput(ArgumentReader args) => default;

    protected override async ValueTask RunAsync(NoResult input, JobContext job, JobOutput output)
    {
        Calls++;
        await output.KeepAsync(await Method(job));
    }
}
