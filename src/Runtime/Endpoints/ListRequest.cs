using System.Globalization;
using System.Text;
using AsyncJobs.Events;
using AsyncJobs.Listing;
using AsyncJobs.Shared;
using AsyncJobs.Storage;

namespace AsyncJobs.Endpoints;

/// <summary>What a caller wants to see of their jobs, as the query says it. A parameter without a value is as one that is not there.</summary>
internal sealed class ListRequest
{
    private const string Job = "job";
    private const string Status = "status";
    private const string Since = "since";
    private const string Size = "pageSize";
    private const string Token = "pageToken";

    // An AsyncJob's name has at most 40 characters, a time of RFC 3339 fewer, and a token of ours fewer than this.
    private const int LongestValue = 256;

    private static readonly string[] s_times = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private static readonly JobStatus[] s_states =
        [JobStatus.Pending, JobStatus.Running, JobStatus.Succeeded, JobStatus.Failed, JobStatus.TimedOut, JobStatus.Cancelled];

    /// <summary>Which jobs, and whose.</summary>
    public JobFilter Filter { get; private set; }

    /// <summary>How many.</summary>
    public int PageSize { get; private set; }

    /// <summary>After which key; null for the newest job.</summary>
    public JobListKey? After { get; private set; }

    /// <summary>Reads a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="owner">Whose jobs are listed: the caller's, whatever the request says.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static ListRequest Read(HttpEvent request, string owner, HttpFaults faults)
    {
        string? token = ValueOf(request, Token, faults);
        ListRequest list = new()
        {
            Filter = new JobFilter(
                ValueOf(request, Job, faults),
                StatusOf(ValueOf(request, Status, faults), faults),
                TimeOf(ValueOf(request, Since, faults), faults),
                owner),
            PageSize = SizeOf(ValueOf(request, Size, faults), faults),
        };
        if (token is null || faults.Count > 0)
            return list;

        if (PageToken.Read(token, list.Filter, out JobListKey after) is { } fault)
            faults.Add("query", Token, fault);
        else
            list.After = after;
        return list;
    }

    /// <summary>The query of the next page.</summary>
    public string QueryOf(string token)
    {
        StringBuilder query = new();
        Append(Job, Filter.Job);
        Append(Status, Filter.Status?.ToWireName());
        Append(Since, Filter.Since?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        Append(Size, PageSize == ListRanges.DefaultPageSize ? null : PageSize.ToString(CultureInfo.InvariantCulture));
        Append(Token, token);
        return query.ToString();

        void Append(string name, string? value)
        {
            if (value is not null)
                query.Append(query.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }

    private static string? ValueOf(HttpEvent request, string name, HttpFaults faults)
    {
        HttpQueryValues values = request.QueryValues(name);
        if (!values.TryNext(request.Scratch, out ReadOnlySpan<byte> found) || found.IsEmpty)
            return null;

        string? value = found.Length <= LongestValue ? Encoding.UTF8.GetString(found) : null;
        if (value is null)
            faults.Add("query", name, "is too long");
        else if (values.TryNext(request.Scratch, out _))
            faults.Add("query", name, "must be there once");
        return value;
    }

    private static JobStatus? StatusOf(string? value, HttpFaults faults)
    {
        if (value is null)
            return null;

        foreach (JobStatus status in s_states)
        {
            if (value == status.ToWireName())
                return status;
        }

        faults.Add("query", Status, "must be one of " + string.Join(", ", s_states.Select(static status => status.ToWireName())));
        return null;
    }

    private static DateTimeOffset? TimeOf(string? value, HttpFaults faults)
    {
        if (value is null)
            return null;

        // Without an offset it would be the time of whatever place the function runs at.
        bool saysOffset = value.EndsWith('Z') || (value.Length > 6 && value[^6] is '+' or '-' && value[^3] == ':');
        if (saysOffset
            && DateTimeOffset.TryParseExact(value, s_times, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time))
        {
            return time;
        }

        faults.Add("query", Since, "must be a time of RFC 3339, such as 2026-01-31T12:00:00Z; in a query the plus sign of an offset is %2B");
        return null;
    }

    // As AIP-158 has it: 0 is the default, and a number that is too large is as good as the largest.
    private static int SizeOf(string? value, HttpFaults faults)
    {
        if (value is null)
            return ListRanges.DefaultPageSize;

        if (!value.All(char.IsAsciiDigit))
        {
            faults.Add("query", Size, $"must be a whole number; a page has {ListRanges.MostPageSize} jobs at most");
            return ListRanges.DefaultPageSize;
        }

        int size = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : int.MaxValue;
        return size == 0 ? ListRanges.DefaultPageSize : Math.Min(size, ListRanges.MostPageSize);
    }
}
