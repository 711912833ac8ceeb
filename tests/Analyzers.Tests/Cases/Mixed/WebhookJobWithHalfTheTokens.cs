using System.Net.Http.Json;
using AsyncJobs;

public sealed record Delivery(string Url, string Payload);

public sealed class Webhooks(HttpClient http)
{
    [AsyncJob("POST /deliveries", TimeoutSeconds = 120)]
    public async Task<int> Deliver(Delivery delivery, JobContext job)
    {
        using var probe = await http.{|AJ1002:SendAsync|}(new HttpRequestMessage(HttpMethod.Options, delivery.Url));
        probe.EnsureSuccessStatusCode();

        using var response = await http.PostAsJsonAsync(delivery.Url, delivery.Payload, job.CancellationToken);
        if (response.IsSuccessStatusCode)
            return (int)response.StatusCode;

        using var again = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(10))|};
        using var second = await http.PostAsJsonAsync(delivery.Url, delivery.Payload, again.Token);
        return (int)second.StatusCode;
    }
}
