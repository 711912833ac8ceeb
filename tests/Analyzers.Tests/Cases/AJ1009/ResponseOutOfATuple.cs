using Amazon.Lambda.Core;

public sealed class Exports(HttpClient http)
{
    public async Task<string> Read(string id, CancellationToken token)
    {
        var (response, attempts) = await Send(id, token);
        return attempts + await response.Content.{|AJ1009:ReadAsStringAsync|}();
    }

    private async Task<(HttpResponseMessage Response, int Attempts)> Send(string id, CancellationToken token)
    {
        for (int attempt = 1; ; attempt++)
        {
            var response = await http.GetAsync("exports/" + id, HttpCompletionOption.ResponseHeadersRead, token);
            if (response.IsSuccessStatusCode || attempt == 3)
                return (response, attempt);
            response.Dispose();
        }
    }
}
