using Amazon.Lambda.Core;
using RestSharp;

namespace RestSharp
{
    public sealed class Rest
    {
        public Task<string> ExecuteAsync(string path) => Task.FromResult(path);
    }
}

public class QuoteClient
{
    public Task<string> GetQuoteAsync(string symbol, DateTime? deadline = null) => Task.FromResult(symbol);
}

public class Function
{
    public async Task<string> Handler(string path, ILambdaContext context) =>
        await new Rest().ExecuteAsync(path) + await new QuoteClient().GetQuoteAsync(path);
}
