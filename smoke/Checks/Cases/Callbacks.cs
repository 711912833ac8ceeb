using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Client;

namespace AsyncJobs.Smoke.Cases;

/// <summary>A caller who asks for a callback gets it, and can tell who sent it.</summary>
internal static class Callbacks
{
    public static async Task<string> ReceivedAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        Uri url = new(deployment.Caller.BaseAddress!, deployment.CallbackPath);
        AsyncJobStartOptions options = new() { ConfigureRequest = request => request.Headers.Add("x-callback-url", url.AbsoluteUri) };
        AsyncJobSnapshot end = await Primes.RunAsync(deployment, cancellationToken, options);

        ReceivedRequest callback = await WaitAsync(deployment, url, cancellationToken);
        new WebhookVerifier(deployment.WebhookSecret, time: deployment.Time).Verify(
            callback.Headers.GetValueOrDefault(WebhookVerifier.IdHeader),
            callback.Headers.GetValueOrDefault(WebhookVerifier.TimestampHeader),
            callback.Headers.GetValueOrDefault(WebhookVerifier.SignatureHeader),
            callback.Body);
        JsonTypeInfo<PrimeCount> type = (JsonTypeInfo<PrimeCount>)JsonSerializerOptions.Web.GetTypeInfo(typeof(PrimeCount));
        AsyncJobSnapshot<PrimeCount> told = AsyncJobSnapshot.ParseCallback(callback.Body, type);
        Expect.Equal((end.Id, end.Status), (told.Id, told.Status), "The job of the callback");

        string state = await StateAsync(deployment, end.Id, cancellationToken);
        Expect.Equal("DELIVERED", state, "The callback's state");
        return "received, its signature is right, and the job says DELIVERED";
    }

    private static async Task<ReceivedRequest> WaitAsync(Deployment deployment, Uri url, CancellationToken cancellationToken)
    {
        while (true)
        {
            using HttpResponseMessage response = await deployment.Caller.GetAsync(url, cancellationToken);
            if (response.StatusCode != HttpStatusCode.NoContent)
            {
                await Expect.StatusAsync(HttpStatusCode.OK, response, cancellationToken);
                return (await response.Content.ReadFromJsonAsync<ReceivedRequest>(cancellationToken))!;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), deployment.Time, cancellationToken);
        }
    }

    // The worker writes it down after the receiver has answered.
    private static async Task<string> StateAsync(Deployment deployment, string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            JsonElement document = await deployment.Caller.GetFromJsonAsync<JsonElement>("jobs/" + id, cancellationToken);
            string state = document.GetProperty("callback").GetProperty("status").GetString()!;
            if (state != "PENDING")
                return state;

            await Task.Delay(TimeSpan.FromSeconds(1), deployment.Time, cancellationToken);
        }
    }
}
