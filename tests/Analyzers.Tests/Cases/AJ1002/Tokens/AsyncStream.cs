using System.Runtime.CompilerServices;
using Amazon.Lambda.Core;

public class Pages(HttpClient http)
{
    public async IAsyncEnumerable<string> Read(int count)
    {
        for (int page = 1; page <= count; page++)
            yield return await http.{|AJ1002:GetStringAsync|}($"pages/{page}");
    }

    public async Task<int> Handler(int count, ILambdaContext context)
    {
        int length = 0;
        await foreach (var page in Read(count))
            length += page.Length;
        return length;
    }
}
