using Amazon.Lambda.Core;

namespace Fakes
{
    public class HttpClient
    {
        public TimeSpan Timeout { get; set; }

        public Task<string> GetStringAsync(string url) => Task.FromResult(url);
    }
}

namespace App
{
    using HttpClient = Fakes.HttpClient;

    public class Function
    {
        private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(3) };

        public Task<string> Handler(string url, ILambdaContext context) => _http.GetStringAsync(url);
    }
}
