using Amazon.Lambda.Core;

public class Geo(HttpClient http)
{
    public Task<string> Locate(string ip) => {|AJ1002:Locate|}(ip, CancellationToken.None);

    public async Task<string> Locate(string ip, CancellationToken token)
    {
        using var response = await http.GetAsync("geo/" + ip, token);
        return await response.Content.ReadAsStringAsync(token);
    }
}
