using System.Text.Json;
using AsyncJobs.Buffers;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Starting;

/// <summary>
/// The event of a job that is to be started, while it is made: arguments are written straight into it, and take the place of a reference where they
/// are too large for it.
/// </summary>
internal sealed class StartEnvelope : IDisposable
{
    private readonly string _id;
    private readonly JobDefinition _job;
    private readonly HttpCorrelation _correlation;
    private readonly JsonScratch _whole = JsonScratch.Rent();
    private readonly int _argsStart;
    private int _argsEnd;
    private JsonScratch? _referring;
    private KeptInput? _encoded;
    private bool _isInArchive;

    /// <summary>Writes everything up to the arguments.</summary>
    public StartEnvelope(string id, JobDefinition job, in HttpCorrelation correlation)
    {
        _id = id;
        _job = job;
        _correlation = correlation;
        WorkerEvent.WriteStart(_whole.Writer, id, job.Name, correlation);
        _whole.Writer.Flush();
        _argsStart = _whole.Buffer.WrittenCount;
    }

    /// <summary>Takes the arguments, one JSON object.</summary>
    public Utf8JsonWriter Writer => _whole.Writer;

    /// <summary>The arguments as they were written.</summary>
    public ReadOnlyMemory<byte> Args => _whole.Written[_argsStart.._argsEnd];

    /// <summary>The event as it is to be sent.</summary>
    public ReadOnlyMemory<byte> Payload => _referring?.Written ?? _whole.Written;

    /// <summary>
    /// Where the archive has the arguments, for as long as the job can be run again; null where they are kept beside it, or not at all.
    /// </summary>
    public PayloadReference? InputReference { get; private set; }

    /// <summary>Whether they are kept beside the job, so that it can be run again.</summary>
    public bool IsInputKept => _job.KeepInput && !IsKeptInArchive;

    // What is too large for the event is in the archive anyway.
    private bool IsKeptInArchive => _job.KeepInput && (IsTooLarge || !Encoded.Fits);

    private KeptInput Encoded => _encoded ??= InputCodec.Encode(Args.Span);

    private bool IsTooLarge => _whole.Written.Length > WorkerEvent.MaxBytes;

    /// <summary>Ends the event after its arguments.</summary>
    public void Close()
    {
        Writer.Flush();
        _argsEnd = _whole.Buffer.WrittenCount;
        Writer.WriteEndObject();
    }

    /// <summary>What is wrong with the size of the arguments, as a sentence; null for nothing.</summary>
    public string? SizeFault(PayloadArchive archive)
    {
        if (!IsTooLarge)
        {
            return !IsKeptInArchive || archive.IsThere
                ? null
                : $"The input takes {Encoded.Content.Length} bytes compressed; at most {ResultCodec.MaxStoredBytes} are kept with the job.";
        }

        if (!archive.IsThere)
            return $"The input takes {Payload.Length} bytes as an event; at most {WorkerEvent.MaxBytes} fit.";

        int length = _argsEnd - _argsStart;
        return length > WorkerEvent.MaxInputBytes ? $"The input takes {length} bytes; at most {WorkerEvent.MaxInputBytes} are kept." : null;
    }

    /// <summary>The arguments as they are kept beside the job.</summary>
    /// <param name="now">When it is started.</param>
    public KeptInput Kept(DateTimeOffset now) => Encoded with { ExpiresAt = InputCodec.ExpiryOf(_job, now) };

    /// <summary>
    /// Puts the arguments into the archive where they are too large for the event, or to be kept beside the job; and, for the event, a reference
    /// into it.
    /// </summary>
    /// <exception cref="PayloadStoreException">They are not kept.</exception>
    public async ValueTask KeepLargeAsync(PayloadArchive archive, CancellationToken cancellationToken)
    {
        if (_isInArchive || !(IsTooLarge || IsKeptInArchive))
            return;

        PayloadReference input = await archive.KeepInputAsync(_id, Args, cancellationToken).ConfigureAwait(false);
        _isInArchive = true;
        InputReference = _job.KeepInput ? input : null;
        if (!IsTooLarge)
            return;

        JsonScratch referring = JsonScratch.Rent();
        WorkerEvent.WriteReferring(referring.Writer, _id, _job.Name, _correlation, input);
        _referring = referring;
    }

    public void Dispose()
    {
        _whole.Dispose();
        _referring?.Dispose();
    }
}
