using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;

namespace AsyncJobs.Client;

/// <summary>The whole request that starts a job, such as generated code makes of the job's arguments.</summary>
public sealed class AsyncJobStartRequest
{
    /// <summary>Makes it.</summary>
    /// <param name="method">The HTTP method of the job's route, such as <c>POST</c>.</param>
    /// <param name="route">The job's route with its query, relative to the base address or absolute.</param>
    /// <exception cref="FormatException">The method is none.</exception>
    public AsyncJobStartRequest(string method, [StringSyntax(StringSyntaxAttribute.Uri)] string route)
    {
        ArgumentNullException.ThrowIfNull(route);
        Method = new HttpMethod(method);
        Route = route;
    }

    /// <summary>The HTTP method of the job's route.</summary>
    public HttpMethod Method { get; }

    /// <summary>The job's route with its query, relative to the base address or absolute.</summary>
    public string Route { get; }

    /// <summary>
    /// Headers that are arguments of the job. Each takes the place of what the client would send under this name; an <c>Idempotency-Key</c> also that
    /// of the one in the options.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body; null for none. It must stay as it is until the job is started.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>What the body is, also where there is none; null for JSON.</summary>
    /// <exception cref="FormatException">It is no content type.</exception>
    public string? ContentType
    {
        get;
        init
        {
            if (value is not null)
                _ = MediaTypeHeaderValue.Parse(value);
            field = value;
        }
    }

    internal string? IdempotencyKey =>
        Headers.FirstOrDefault(static header => header.Key.Equals("Idempotency-Key", StringComparison.OrdinalIgnoreCase)).Value;
}
