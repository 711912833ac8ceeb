using Amazon.Lambda.Core;

public class GitHubClient : HttpClient
{
    public GitHubClient()
    {
        BaseAddress = new Uri("https://api.github.example/");
        DefaultRequestHeaders.Add("User-Agent", "lambda");
    }

    public Task<string> Repository(string name) => {|AJ1002:GetStringAsync|}("repos/" + name);
}

public class Function
{
    private static readonly GitHubClient s_client = new();

    public async Task<string> Handler(string name, ILambdaContext context)
    {
        await s_client.{|AJ1002:GetAsync|}("rate_limit");
        return await s_client.Repository(name);
    }
}
