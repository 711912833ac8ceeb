using Amazon.Lambda.Core;

public class Function
{
    public async Task<string> Handler(string path, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource(5000);
        return await File.ReadAllTextAsync(path, cts.Token);
    }
}
