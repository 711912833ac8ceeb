using Amazon.Lambda.Core;
using AsyncJobs;

public sealed class Jobs(HttpClient http)
{
    private static readonly TimeSpan s_delay = TimeSpan.FromSeconds(1);

    [AsyncJob("POST /retries")]
    public async Task<int> Run(string url, CancellationToken token)
    {
        for (int attempt = 1; attempt <= 5; attempt++)
        {
            using var response = await http.GetAsync(url, token);
            if (response.IsSuccessStatusCode)
                return attempt;
            await Task.Delay(s_delay * attempt, token);
        }

        throw new HttpRequestException("gave up");
    }
}
