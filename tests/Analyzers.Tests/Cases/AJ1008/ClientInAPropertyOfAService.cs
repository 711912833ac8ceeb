using Amazon.Lambda.Core;

public class Backend
{
    public HttpClient Client { get; } = new HttpClient();
}

public class Function
{
    private static readonly Backend s_backend = new();

    public async Task<string> Handler(string path, ILambdaContext context)
    {
        {|AJ1008:s_backend.Client.Timeout = context.RemainingTime * 0.9|};
        return await s_backend.Client.GetStringAsync(path);
    }
}
