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
        public static Task<ConnectionMultiplexer> ConnectAsync(ConfigurationOptions configuration) => throw new System.NotSupportedException();
    }
}
