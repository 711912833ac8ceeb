using System.Text.Json.Serialization.Metadata;

namespace AsyncJobs.Client;

/// <summary>A job as a server tells how it goes on.</summary>
/// <typeparam name="TResult">What the job returns.</typeparam>
internal sealed class JobStream<TResult> : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly JobEventReader _reader;
    private readonly JsonTypeInfo<TResult> _resultType;
    private AsyncJobSnapshot<TResult>? _job;

    private JobStream(HttpResponseMessage response, JobEventReader reader, JsonTypeInfo<TResult> resultType, AsyncJobSnapshot<TResult>? known)
    {
        _response = response;
        _reader = reader;
        _resultType = resultType;
        _job = known;
    }

    /// <summary>What names, when the reader comes again, what has been read.</summary>
    public string? LastId => _reader.LastId;

    /// <summary>After how long the server wants the reader to come again.</summary>
    public TimeSpan Retry => _reader.Retry ?? TimeSpan.Zero;

    /// <summary>Begins to read.</summary>
    /// <param name="response">The reply; disposed of with this.</param>
    /// <param name="known">The job as it was seen last; null for not at all.</param>
    /// <param name="resultType">How the result is read.</param>
    /// <param name="deadline">Until when to read.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<JobStream<TResult>> OpenAsync(
        HttpResponseMessage response,
        AsyncJobSnapshot<TResult>? known,
        JsonTypeInfo<TResult> resultType,
        Deadline deadline,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        TimeSpan remaining = deadline.Remaining;
        TimeSpan longest = JobEventReader.LongestSilence;
        TimeSpan silence = remaining == Timeout.InfiniteTimeSpan || longest < remaining ? longest : remaining;
        Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return new JobStream<TResult>(response, new JobEventReader(stream, silence, time), resultType, known);
    }

    /// <summary>Waits for the job to change.</summary>
    /// <returns>The job as it stands then; null when the stream has ended, or broke off: its reader may come again.</returns>
    /// <exception cref="AsyncJobProtocolException">What came is not what the wire contract says.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async ValueTask<AsyncJobSnapshot<TResult>?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } one)
            {
                _job = one.Name switch
                {
                    "status" or "result" or "error" => StatusDocument.Read(one.Data, _resultType, _response.RequestMessage?.RequestUri),
                    "progress" => _job?.With(StatusDocument.ReadProgress(one.Data, _response.RequestMessage?.RequestUri)),
                    _ => _job,
                };
                if (_job is not null)
                    return _job;
            }

            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && TransientFailure.Is(exception))
        {
            return null;
        }
    }

    public void Dispose() => _response.Dispose();
}
