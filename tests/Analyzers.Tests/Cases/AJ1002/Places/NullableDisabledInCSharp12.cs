// nullable: disable
using Amazon.Lambda.Core;

namespace Reports
{
    public class ReportClient
    {
        private readonly HttpClient http;
        private readonly string key;

        public ReportClient(HttpClient http, string key)
        {
            this.http = http;
            this.key = key;
        }

        public async Task<string> Fetch(int id)
        {
            var message = new HttpRequestMessage { Method = HttpMethod.Get, RequestUri = new Uri($"/reports/{id}", UriKind.Relative) };
            message.Headers.Add("X-Key", key);
            var response = await http.{|AJ1002:SendAsync|}(message);
            return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : null;
        }
    }
}
