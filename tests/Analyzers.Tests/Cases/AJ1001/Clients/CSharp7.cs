// langversion: 7.3
// nullable: disable
using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Legacy
{
    public class ServiceProxy
    {
        private static readonly TimeSpan DefaultTimeout = new TimeSpan(0, 0, 45);
        private readonly HttpClient client;

        public ServiceProxy()
        {
            var handler = new HttpClientHandler();
            this.client = new HttpClient(handler);
            {|AJ1001:this.client.Timeout = DefaultTimeout|};
        }

        public async Task<string> CallAsync(string path, CancellationToken cancellationToken)
        {
            var response = await this.client.GetAsync(path, cancellationToken);
            return await response.Content.ReadAsStringAsync();
        }
    }
}
