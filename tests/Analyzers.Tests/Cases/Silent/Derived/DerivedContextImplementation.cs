using Amazon.Lambda.Core;

public class WarmContext : ILambdaContext
{
    private readonly DateTimeOffset _end = DateTimeOffset.UtcNow.AddSeconds(30);

    public string AwsRequestId => "";
    public IClientContext ClientContext => null!;
    public string FunctionName => "";
    public string FunctionVersion => "";
    public ICognitoIdentity Identity => null!;
    public string InvokedFunctionArn => "";
    public ILambdaLogger Logger => null!;
    public string LogGroupName => "";
    public string LogStreamName => "";
    public int MemoryLimitInMB => 128;
    public TimeSpan RemainingTime => _end - DateTimeOffset.UtcNow;
}

public class Local(HttpClient http)
{
    public async Task<string> Run(string url, WarmContext context)
    {
        using var cts = new CancellationTokenSource(context.RemainingTime * 0.9);
        return await http.GetStringAsync(url, cts.Token);
    }
}
