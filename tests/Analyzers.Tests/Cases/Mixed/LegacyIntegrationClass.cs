// langversion: 7.3
// nullable: disable
using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Integration
{
    public class LegacyClient
    {
        private readonly string baseUrl;

        public LegacyClient(string baseUrl)
        {
            this.baseUrl = baseUrl;
        }

        public string Download(string path)
        {
#pragma warning disable 618, SYSLIB0014
            var request = (HttpWebRequest)WebRequest.Create(baseUrl + path);
#pragma warning restore 618, SYSLIB0014
            {|AJ1006:request.Timeout = 60 * 1000|};
            request.KeepAlive = true;
            using (var response = request.GetResponse())
            using (var reader = new StreamReader(response.GetResponseStream()))
            {
                return reader.ReadToEnd();
            }
        }

        public async Task<string> DownloadAsync(string path)
        {
            using (var client = {|AJ1008:new HttpClient()|})
            {
                {|AJ1001:client.Timeout = TimeSpan.FromMinutes(1)|};
                return await client.{|AJ1002:GetStringAsync|}(baseUrl + path);
            }
        }
    }

    public class Function
    {
        public string Handler(string path, ILambdaContext context)
        {
            var client = new LegacyClient(Environment.GetEnvironmentVariable("BASE_URL"));
            return client.Download(path) + client.DownloadAsync(path).Result;
        }
    }
}
