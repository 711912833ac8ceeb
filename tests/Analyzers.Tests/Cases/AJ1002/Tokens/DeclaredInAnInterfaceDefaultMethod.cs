using Amazon.Lambda.Core;

public interface IHealth
{
    HttpClient Client { get; }

    async Task<bool> CheckAsync(string url)
    {
        using var response = await Client.{|AJ1002:GetAsync|}(url);
        return response.IsSuccessStatusCode;
    }
}
