using System.Runtime.CompilerServices;
using Amazon.Lambda.Core;

public class Pages(HttpClient http)
{
    public async IAsyncEnumerable<string> Read(int count, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (int page = 1; page <= count; page++)
            yield return await http.GetStringAsync($"pages/{page}", cancellationToken);
    }

    public async Task<int> Handler(int count, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource(context.RemainingTime * 0.9);
        int length = 0;
        await foreach (var page in Read(count).WithCancellation(cts.Token))
            length += page.Length;
        return length;
    }
}
