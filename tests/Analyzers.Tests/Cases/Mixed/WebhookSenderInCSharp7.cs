// langversion: 7.3
// nullable: disable
using System;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Webhooks
{
    public class Sender
    {
        private static readonly HttpClient Http = new HttpClient { {|AJ1001:Timeout = TimeSpan.FromSeconds(5)|} };

        public async Task SendAsync(string url, string body)
        {
            using (var content = new StringContent(body, Encoding.UTF8, "application/json"))
            using (var response = await Http.{|AJ1002:PostAsync|}(url, content).ConfigureAwait(false))
            {
                response.EnsureSuccessStatusCode();
            }
        }

        public async Task SendTimedAsync(string url, string body)
        {
            using (var cts = {|AJ1003:new CancellationTokenSource(2000)|})
            using (var content = new StringContent(body, Encoding.UTF8, "application/json"))
            {
                await Http.PostAsync(url, content, cts.Token).ConfigureAwait(false);
            }
        }
    }

    public class Function
    {
        private readonly Sender sender = new Sender();

        public async Task FunctionHandler(string url, ILambdaContext context)
        {
            await sender.SendAsync(url, "{}");
            await sender.SendTimedAsync(url, "{}");
        }
    }
}
