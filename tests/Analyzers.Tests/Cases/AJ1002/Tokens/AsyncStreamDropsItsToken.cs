using System.Runtime.CompilerServices;
using Amazon.Lambda.Core;

public class Pages(HttpClient http)
{
    public async IAsyncEnumerable<string> Read(int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int page = 1; page <= count && !cancellationToken.IsCancellationRequested; page++)
            yield return await http.{|AJ1002:GetStringAsync|}($"pages/{page}");
    }
}
