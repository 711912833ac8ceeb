using System.Net.Http.Headers;

namespace AsyncJobs.Client;

/// <summary>Reads how long the server asks to wait: <c>Retry-After</c> in seconds or as a date (RFC 9110, section 10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>Gives zero where the server says nothing or a time that is past.</summary>
    public static TimeSpan Of(HttpResponseMessage response, TimeProvider time)
    {
        RetryConditionHeaderValue? header = response.Headers.RetryAfter;

        // The server's own Date beside its date, where it is given, so that it does not matter whether our clocks agree.
        TimeSpan wait = header?.Delta ?? (header?.Date - (response.Headers.Date ?? time.GetUtcNow())) ?? TimeSpan.Zero;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
