using Amazon.Lambda.Core;

public class Parser
{
    public async Task<int> ParseAsync(string text, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return text.Length;
    }
}

public class Function
{
    public Task<int> Handler(string text, ILambdaContext context) => new Parser().ParseAsync(text);
}
