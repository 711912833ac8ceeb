// A library of nobody, in place of those that the analyzers have never heard of.
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace VisualTests
{
    /// <summary>A client of a service, which sends its requests with an HttpClient that nobody sees.</summary>
    public sealed class VisualClient
    {
        private readonly HttpClient _http = new HttpClient();

        public Task<string> CompareAsync(string image, CancellationToken cancellationToken = default) =>
            _http.GetStringAsync("https://visual.example/" + image, cancellationToken);
    }
}
