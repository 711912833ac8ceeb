using System.Data.Common;
using Amazon.Lambda.Core;

public class Function(DbConnection connection)
{
    public async Task<int> Handler(string sql, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        await connection.OpenAsync(cts.Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 30;
        return await command.ExecuteNonQueryAsync(cts.Token);
    }
}
