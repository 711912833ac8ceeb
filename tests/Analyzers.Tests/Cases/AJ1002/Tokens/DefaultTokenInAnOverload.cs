using Amazon.Lambda.Core;

public class Api(HttpClient http)
{
    public Task<string> Get(string path) => Get(path, null);

    private Task<string> Get(string path, string? query)
    {
        CancellationToken token = default;
        return http.{|AJ1002:GetStringAsync|}(query is null ? path : path + "?" + query, token);
    }
}
