using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using AsyncJobs.Client;

namespace AsyncJobs.Smoke.Cases;

/// <summary>A request is answered as the wire contract says.</summary>
internal static class Requests
{
    // Over the 960 KB of an event and, since nothing compresses it much, over the 350 KB of an item.
    private const int LargeBytes = 900_000;

    public static async Task<string> LargeAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        Text text = new(Convert.ToBase64String(RandomNumberGenerator.GetBytes(LargeBytes)));
        AsyncJob<Text> job = await deployment.Jobs.StartAsync<Text, Text>("texts", text, cancellationToken: cancellationToken);
        Text result = await job.WaitAsync(Timeout.InfiniteTimeSpan, cancellationToken: cancellationToken);
        Expect.Equal(text, result, "The result");
        return $"{text.Value.Length:N0} characters there and back";
    }

    public static async Task<string> RepeatedAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        AsyncJobStartOptions options = new() { IdempotencyKey = Guid.NewGuid().ToString("N") };
        AsyncJobSnapshot first = await Primes.RunAsync(deployment, cancellationToken, options);
        AsyncJobSnapshot second = await Primes.RunAsync(deployment, cancellationToken, options);
        Expect.Equal(first.Id, second.Id, "The id of the repeated start");

        PrimeRequest other = new(7);
        HttpStatusCode refused = await RefusalAsync(
            () => deployment.Jobs.StartAsync<PrimeRequest, PrimeCount>(Primes.Route, other, options, cancellationToken));
        Expect.Equal(HttpStatusCode.UnprocessableEntity, refused, "The answer to the same key with another input");
        return "one job, and 422 with another input";
    }

    public static async Task<string> WaitingAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, Primes.Route) { Content = JsonContent.Create(Primes.Request) };
        request.Headers.Add("Prefer", "wait=20");
        using HttpResponseMessage response = await deployment.Caller.SendAsync(request, cancellationToken);
        await Expect.StatusAsync(HttpStatusCode.OK, response, cancellationToken);
        Expect.Equal("wait=20", string.Join(' ', response.Headers.GetValues("Preference-Applied")), "Preference-Applied");
        return "200 with the outcome";
    }

    public static async Task<string> MalformedAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await deployment.Caller.PostAsJsonAsync(Primes.Route, new { UpTo = "many" }, cancellationToken);
        await Expect.StatusAsync(HttpStatusCode.BadRequest, response, cancellationToken);
        Expect.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType, "The media type");
        return "400 with problem details";
    }

    private static async Task<HttpStatusCode> RefusalAsync(Func<Task> request)
    {
        try
        {
            await request();
            return HttpStatusCode.Accepted;
        }
        catch (AsyncJobRequestException refusal)
        {
            return refusal.StatusCode;
        }
    }
}
