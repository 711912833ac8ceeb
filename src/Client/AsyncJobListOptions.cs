using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AsyncJobs.Client;

/// <summary>Which of the caller's jobs are listed.</summary>
public sealed class AsyncJobListOptions
{
    private readonly AsyncJobStatus? _status;
    private readonly int? _pageSize;

    /// <summary>Where the list is, relative to the base address or absolute; <c>jobs</c> unless set.</summary>
    [StringSyntax(StringSyntaxAttribute.Uri)]
    public string Route { get; init; } = "jobs";

    /// <summary>Jobs of this name alone, such as <c>link-checks</c>; null for all.</summary>
    public string? Job { get; init; }

    /// <summary>Jobs of this status alone; null for all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is <see cref="AsyncJobStatus.Unknown"/>, or none.</exception>
    public AsyncJobStatus? Status
    {
        get => _status;
        init
        {
            if (value is { } status && status is < AsyncJobStatus.Pending or > AsyncJobStatus.Cancelled)
                throw new ArgumentOutOfRangeException(nameof(value), value, "Not a status by which jobs are listed.");
            _status = value;
        }
    }

    /// <summary>Jobs that were accepted at this time or later, by the server's clock; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>
    /// How many jobs the server sends at once, at most. A server has a largest size of its own. Null for the server's default. It changes how many
    /// requests are sent, and not what is listed.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int? PageSize
    {
        get => _pageSize;
        init
        {
            if (value is { } size)
                ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, nameof(value));
            _pageSize = value;
        }
    }

    /// <summary>Called for every attempt to read a page, after <see cref="AsyncJobClientOptions.ConfigureRequest"/>.</summary>
    public Action<HttpRequestMessage>? ConfigureRequest { get; init; }

    /// <summary>The URL of a page.</summary>
    /// <param name="first">Where the list is, with the query that the caller's route has.</param>
    /// <param name="token">What asks for the page; null for the first.</param>
    internal Uri PageOf(Uri first, string? token)
    {
        UriBuilder url = new(first);
        List<string> query = url.Query.Length > 1 ? [url.Query[1..]] : [];
        Add("job", Job);
        Add("status", Status is { } status ? StatusDocument.NameOf(status) : null);
        Add("since", Since?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        Add("pageSize", PageSize?.ToString(CultureInfo.InvariantCulture));
        Add("pageToken", token);
        url.Query = string.Join('&', query);
        return url.Uri;

        void Add(string name, string? value)
        {
            if (value is not null)
                query.Add($"{name}={Uri.EscapeDataString(value)}");
        }
    }
}
