using System.Buffers;
using System.Globalization;
using System.Text.Json;
using AsyncJobs.Buffers;
using AsyncJobs.Events;
using AsyncJobs.Failures;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Listing;

namespace AsyncJobs.Endpoints;

/// <summary>Writes the replies of the HTTP endpoints.</summary>
/// <param name="request">What is answered; null where it could not be read, which is answered in the form of HTTP API.</param>
/// <param name="invocation">The invocation, whose request id error replies carry.</param>
/// <param name="output">Takes the reply.</param>
/// <param name="cors">Which pages may read it.</param>
internal readonly struct HttpResponder(HttpEvent? request, Invocation invocation, IBufferWriter<byte> output, CorsGrant cors)
{
    /// <summary>After how many seconds the same may be tried again that failed for something that can pass.</summary>
    public const int RetryShortlySeconds = 2;

    private const int RetryUnknownSeconds = 30;

    public void Status(JobRecord record, int statusCode, DateTimeOffset now) => Status(record, statusCode, null, null, now);

    /// <summary>A job that is started, or was by an earlier request.</summary>
    /// <param name="record">The job.</param>
    /// <param name="location">Its URL.</param>
    /// <param name="respondAsync">Whether the caller asked for this answer (RFC 7240, section 4.1).</param>
    /// <param name="now">What time it is.</param>
    public void Accepted(JobRecord record, string location, bool respondAsync, DateTimeOffset now) =>
        Status(record, 202, location, respondAsync ? "respond-async" : null, now);

    private void Status(JobRecord record, int statusCode, string? location, string? appliedPreference, DateTimeOffset now)
    {
        using JsonScratch scratch = JsonScratch.Rent();
        StatusDocument.Write(scratch.Writer, record);
        Write(new HttpReply
        {
            StatusCode = statusCode,
            ContentType = HttpReply.Json,
            Body = scratch.Written,
            Location = location,
            AppliedPreference = appliedPreference,
            RetryAfterSeconds = record.IsFinished ? 0 : RetryAfter(now - record.CreatedAt),
        });
    }

    /// <summary>A job that ended within the time its caller was willing to wait.</summary>
    public void Waited(JobRecord record, int waitSeconds, string? contentLocation)
    {
        using JsonScratch scratch = JsonScratch.Rent();
        StatusDocument.Write(scratch.Writer, record);
        Write(new HttpReply
        {
            StatusCode = 200,
            ContentType = HttpReply.Json,
            Body = scratch.Written,
            ContentLocation = contentLocation,
            AppliedPreference = string.Create(CultureInfo.InvariantCulture, $"wait={waitSeconds}"),
        });
    }

    /// <summary>A page of a caller's jobs.</summary>
    /// <param name="page">The page.</param>
    /// <param name="token">What asks for the next one; null for the last.</param>
    /// <param name="next">The URL of the next one; null for the last.</param>
    public void List(JobPage page, string? token, string? next)
    {
        using JsonScratch scratch = JsonScratch.Rent();
        Utf8JsonWriter writer = scratch.Writer;
        writer.WriteStartObject();
        writer.WriteStartArray("jobs"u8);
        foreach (ListedRecord job in page.Jobs)
            StatusDocument.WriteListed(writer, job.Record, job.IsLost);
        writer.WriteEndArray();
        if (token is not null)
            writer.WriteString("nextPageToken"u8, token);
        writer.WriteEndObject();
        Write(new HttpReply { StatusCode = 200, ContentType = HttpReply.Json, Body = scratch.Written, Next = next });
    }

    /// <summary>Begins a stream of events.</summary>
    /// <param name="stream">Takes what stands before the first one.</param>
    public void EventsHead(IBufferWriter<byte> stream) =>
        new HttpReply { StatusCode = 200, ContentType = ServerSentEvents.MediaType }.WriteStreamed(stream, cors);

    /// <summary>The caller takes nothing but a stream, and there is none.</summary>
    public void NotStreamed() => Problem(
        406,
        JobErrorCodes.NotAcceptable,
        "This deployment does not stream how a job goes on. Ask with Accept: application/json, and again after the seconds that Retry-After says; "
        + "with Prefer: wait=20 the reply waits for the job's end.");

    /// <summary>There is nothing left to tell.</summary>
    public void NoContent() => Write(new HttpReply { StatusCode = 204 });

    /// <summary>A browser that asks whether a page may send its request.</summary>
    public void Preflight(PreflightAnswer answer) => Write(new HttpReply
    {
        StatusCode = 204,
        ContentType = null,
        Body = default,
        Preflight = answer,
    });

    public void BadRequest(HttpFaults faults)
    {
        string message = faults.LeftOut == 0
            ? "The request is malformed; see errors."
            : $"The request is malformed; see errors, which has {faults.Count} of {faults.Count + faults.LeftOut} faults.";
        Problem(400, JobErrorCodes.BadRequest, message, faults: faults);
    }

    /// <summary>Something that is kept elsewhere could not be read or changed.</summary>
    public void Unavailable(Exception exception, string what)
    {
        if (Fault.IsLasting(exception))
            Problem(503, JobErrorCodes.Unavailable, $"{what} before something is mended on our side. Quote the request id to have it looked up.");
        else
            Problem(503, JobErrorCodes.Unavailable, $"{what} at the moment. Try again shortly.", RetryShortlySeconds);
    }

    /// <summary>A version that knows the job's status is being deployed.</summary>
    public void LeaveToNewer() => Problem(
        503,
        JobErrorCodes.Unavailable,
        "A newer version of this application has the job. Try again shortly.",
        retryAfterSeconds: RetryUnknownSeconds);

    public void Problem(
        int statusCode, int errorCode, string message, int retryAfterSeconds = 0, string? allow = null, IReadOnlyList<HttpFault>? faults = null)
    {
        using JsonScratch scratch = JsonScratch.Rent();
        ProblemDetails.Write(scratch.Writer, statusCode, errorCode, message, invocation.RequestId, faults);
        Write(new HttpReply
        {
            StatusCode = statusCode,
            ContentType = HttpReply.ProblemJson,
            Body = scratch.Written,
            RetryAfterSeconds = retryAfterSeconds,
            Allow = allow,
        });
    }

    // A short job is noticed soon; a long one is not asked for every second.
    private static int RetryAfter(TimeSpan age) => age.TotalSeconds switch
    {
        < 10 => 1,
        < 30 => 2,
        < 120 => 5,
        _ => 10,
    };

    private void Write(in HttpReply reply)
    {
        if (invocation.IsReplyStreamed)
            reply.WriteStreamed(output, cors);
        else
            reply.Write(output, request?.Form ?? HttpEventForm.HttpApi, request?.UsesMultiValueHeaders ?? false, cors);
    }
}
