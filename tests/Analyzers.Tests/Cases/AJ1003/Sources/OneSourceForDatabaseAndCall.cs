using System.Data.Common;
using Amazon.Lambda.Core;

public class Function(HttpClient http, DbCommand command)
{
    public async Task Handler(string url, ILambdaContext context)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(20))|};
        await command.ExecuteNonQueryAsync(cts.Token);
        await http.PostAsync(url, null, cts.Token);
    }
}
