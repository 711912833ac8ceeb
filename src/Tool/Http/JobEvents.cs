using System.Runtime.CompilerServices;
using System.Text.Json;
using AsyncJobs.Client;
using AsyncJobs.Local.Operations;
using AsyncJobs.Local.Page;

namespace AsyncJobs.Tool.Http;

/// <summary>What a host tells of a job by server-sent events.</summary>
internal static class JobEvents
{
    /// <summary>Reads the job, as often as the host tells it, until the host ends the stream or the connection breaks.</summary>
    public static async IAsyncEnumerable<JobDetails> ReadAsync(
        HttpResponseMessage response, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        JobEventReader events = new(body, JobEventReader.LongestSilence, time);
        while (await NextAsync(events, cancellationToken).ConfigureAwait(false) is { } next)
        {
            if (next.Name == "job" && Read(next.Data) is { } job)
                yield return job;
        }
    }

    private static async Task<JobEvent?> NextAsync(JobEventReader events, CancellationToken cancellationToken)
    {
        try
        {
            return await events.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            return null;
        }
    }

    private static JobDetails? Read(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, PageJson.Default.JobDetails);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
