using System.Net.Http;
using System.Threading.Tasks;

namespace StackExchange.Redis
{
    public class ConfigurationOptions
    {
        public int ConnectTimeout { get; set; }
        public int SyncTimeout { get; set; }
        public int AsyncTimeout { get; set; }
        public int KeepAlive { get; set; }
    }

    public class ConnectionMultiplexer
    {
        // As the real one does, it can tunnel over HTTP.
        private readonly HttpMessageInvoker? _tunnel = new HttpClient();

        public static Task<ConnectionMultiplexer> ConnectAsync(ConfigurationOptions configuration) => throw new System.NotSupportedException();

        public Task<string?> StringGetAsync(string key) => Task.FromResult(_tunnel?.ToString());
    }
}
