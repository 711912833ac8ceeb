using System.Text.Json;

namespace AsyncJobs.Jobs;

/// <summary>Takes what a job's method returns. Used by generated code.</summary>
public abstract class JobOutput
{
    private protected JobOutput()
    {
    }

    /// <summary>Takes a result that is JSON.</summary>
    internal abstract Utf8JsonWriter Json { get; }

    /// <summary>Keeps the file that the method returned, and disposes of its content; null is the result <c>null</c>.</summary>
    public ValueTask KeepAsync(JobFile? file) => file is null ? default : KeepFileAsync(file);

    /// <summary>Keeps the file that the method returned as a stream, and disposes of it; null is the result <c>null</c>.</summary>
    public ValueTask KeepAsync(Stream? content) => content is null ? default : KeepFileAsync(new JobFile(content));

    private protected abstract ValueTask KeepFileAsync(JobFile file);
}
