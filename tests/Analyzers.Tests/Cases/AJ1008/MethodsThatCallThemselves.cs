// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
// Who is called by itself alone, or is the base of what overrides it, still begins somewhere else.
using Microsoft.Extensions.DependencyInjection;

public abstract class Service
{
    public virtual Task<string> Create(string url, CancellationToken token) => Task.FromResult(url);
}

public class Files : Service
{
    public override async Task<string> Create(string url, CancellationToken token) =>
        await Copy(url, token) + await base.Create(url, token);

    private static async Task<string> Copy(string url, CancellationToken token)
    {
        using HttpClient client = {|AJ1008:new()|};
        return await client.GetStringAsync(url, token);
    }
}

public class Notes : Service
{
    public override Task<string> Create(string url, CancellationToken token) => base.Create(url, token);
}

public class Retries
{
    public async Task<string> Get(string url, int tries, CancellationToken token)
    {
        using HttpClient client = {|AJ1008:new()|};
        try
        {
            return await client.GetStringAsync(url, token);
        }
        catch (HttpRequestException) when (tries > 0)
        {
            return await Get(url, tries - 1, token);
        }
    }

    public Task<string> Begin(string url, CancellationToken token) => GoOn(url, 3, token);

    private async Task<string> GoOn(string url, int tries, CancellationToken token)
    {
        using HttpClient client = {|AJ1008:new()|};
        string page = await client.GetStringAsync(url, token);
        return tries > 0 ? await Again(page, tries - 1, token) : page;
    }

    private Task<string> Again(string url, int tries, CancellationToken token) => GoOn(url, tries, token);
}

public abstract class Store
{
    public virtual void Save(string url)
    {
    }
}

public class Remote : Store
{
    public override void Save(string url)
    {
        using HttpClient client = {|AJ1008:new()|};
        using CancellationTokenSource source = new();
        source.Cancel();
        client.GetStringAsync(url, source.Token).Wait();
    }
}

// Start-up code that calls the method of the base does not call what overrides it elsewhere.
public class Warm : Store
{
    public void Configure(IServiceCollection services) => base.Save("https://settings.example");
}
