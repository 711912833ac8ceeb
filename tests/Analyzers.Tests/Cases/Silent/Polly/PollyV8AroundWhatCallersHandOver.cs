// libraries: AmazonLambdaCore, PollyV8, Npgsql
using Npgsql;
using Polly;

public class Store
{
    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(2)).Build();

    public Task<int> Save(NpgsqlCommand command, CancellationToken stop) => Run(token => command.ExecuteNonQueryAsync(token), stop);

    private async Task<T> Run<T>(Func<CancellationToken, Task<T>> operation, CancellationToken stop) =>
        await _pipeline.ExecuteAsync(async token => await operation(token), stop);
}
