using System.Threading;
using System.Threading.Tasks;

namespace Npgsql
{
    public sealed class NpgsqlConnectionStringBuilder
    {
        public int Timeout { get; set; }
        public int CommandTimeout { get; set; }
        public int KeepAlive { get; set; }
    }

    public sealed class NpgsqlCommand
    {
        public int CommandTimeout { get; set; }
        public string CommandText { get; set; } = "";

        public Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken = default) => Task.FromResult(0);
    }
}
