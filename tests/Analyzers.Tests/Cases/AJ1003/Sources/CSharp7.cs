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

    public async Task<string> FunctionHandler(string url, ILambdaContext context)
    {
        using (var cts = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(9))|})
        {
            var response = await Client.GetAsync(url, cts.Token);
            return await response.Content.ReadAsStringAsync();
        }
    }
}
