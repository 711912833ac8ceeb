using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using AsyncJobs.Client;

namespace AsyncJobs.Smoke.Cases;

/// <summary>Nobody else gets at a caller's jobs.</summary>
internal static class Callers
{
    public static async Task<string> NobodyAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        using HttpResponseMessage start = await deployment.Nobody.PostAsJsonAsync(Primes.Route, Primes.Request, cancellationToken);
        await Expect.StatusAsync(HttpStatusCode.Unauthorized, start, cancellationToken);
        using HttpResponseMessage read = await deployment.Nobody.GetAsync("jobs/0123456789abcdefghjkmnpqrs", cancellationToken);
        await Expect.StatusAsync(HttpStatusCode.Unauthorized, read, cancellationToken);

        using HttpRequestMessage wrong = new(HttpMethod.Post, Primes.Route)
        {
            Content = JsonContent.Create(Primes.Request),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", "wrong") },
        };
        using HttpResponseMessage refused = await deployment.Nobody.SendAsync(wrong, cancellationToken);
        await Expect.StatusAsync(HttpStatusCode.Forbidden, refused, cancellationToken);
        return "401 without a token, 403 with a wrong one";
    }

    public static async Task<string> StrangerAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        AsyncJob<PrimeCount> job = await Primes.StartAsync(deployment.Jobs, null, cancellationToken);
        using HttpResponseMessage read = await deployment.Stranger.GetAsync(job.Url, cancellationToken);
        await Expect.StatusAsync(HttpStatusCode.NotFound, read, cancellationToken);
        using HttpResponseMessage cancel = await deployment.Stranger.DeleteAsync(job.Url, cancellationToken);
        await Expect.StatusAsync(HttpStatusCode.NotFound, cancel, cancellationToken);
        await job.WaitAsync(Timeout.InfiniteTimeSpan, cancellationToken: cancellationToken);
        return "404 to GET and DELETE, and its owner has the result";
    }

    public static async Task<string> KeyAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        AsyncJobStartOptions options = new() { IdempotencyKey = Guid.NewGuid().ToString("N") };
        AsyncJob<PrimeCount> one = await Primes.StartAsync(deployment.Jobs, options, cancellationToken);
        AsyncJob<PrimeCount> other = await Primes.StartAsync(new AsyncJobClient(deployment.Stranger), options, cancellationToken);
        Expect.Equal(false, one.Id == other.Id, "Whether one key of two callers is one job");
        return "two jobs";
    }
}
