// langversion: 7.3
// nullable: disable
using System;
using System.Net.Http;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Legacy
{
    public class Function
    {
        private static readonly HttpClient httpClient = new HttpClient();

        public async Task<string> FunctionHandler(Request request, ILambdaContext context)
        {
            try
            {
                var response = await httpClient.{|AJ1002:GetAsync|}(request.Url).ConfigureAwait(false);
                if (!response.IsSuccessStatusCode)
                {
                    return null;
                }
                return await response.Content.ReadAsStringAsync().ConfigureAwait(false);
            }
            catch (HttpRequestException ex)
            {
                context.Logger.LogLine(ex.Message);
                throw;
            }
        }
    }

    public class Request
    {
        public string Url { get; set; }
    }
}
