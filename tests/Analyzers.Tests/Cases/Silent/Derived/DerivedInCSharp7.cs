// langversion: 7.3
// nullable: disable
using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

public class Function
{
    private static readonly HttpClient Client = new HttpClient();
    private static readonly TimeSpan Buffer = TimeSpan.FromSeconds(3);

    public async Task<string> FunctionHandler(string url, ILambdaContext context)
    {
        var timeout = context.RemainingTime > Buffer ? context.RemainingTime - Buffer : TimeSpan.Zero;
        using (var cts = new CancellationTokenSource(timeout))
        {
            var response = await Client.GetAsync(url, cts.Token).ConfigureAwait(false);
            return await response.Content.ReadAsStringAsync().ConfigureAwait(false);
        }
    }
}
