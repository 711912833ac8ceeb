// libraries: AmazonLambdaCore, Npgsql
using Amazon.Lambda.Core;
using Npgsql;

public class Store
{
    private readonly NpgsqlConnectionStringBuilder _builder = new() { Timeout = 5, CommandTimeout = 30, KeepAlive = 10 };

    public async Task<int> Run(string sql)
    {
        using var cts = new CancellationTokenSource(TimeSpan.FromSeconds(_builder.CommandTimeout));
        return await new NpgsqlCommand { CommandText = sql, CommandTimeout = 20 }.ExecuteNonQueryAsync(cts.Token);
    }
}
