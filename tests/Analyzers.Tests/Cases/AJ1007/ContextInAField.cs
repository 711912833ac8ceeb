using Amazon.Lambda.Core;

public class Invocation
{
    private readonly ILambdaContext _context;
    private readonly HttpClient _http;

    public Invocation(ILambdaContext context, HttpClient http)
    {
        _context = context;
        _http = http;
    }

    public async Task<byte[]> Load(Uri uri)
    {
        using var cts = new CancellationTokenSource({|AJ1007:_context.RemainingTime|});
        return await _http.GetByteArrayAsync(uri, cts.Token);
    }
}
