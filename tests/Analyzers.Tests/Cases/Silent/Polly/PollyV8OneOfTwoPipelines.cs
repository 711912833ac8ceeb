// libraries: AmazonLambdaCore, PollyV8
using AsyncJobs;
using Polly;

public sealed class Quotes(HttpClient http)
{
    private readonly ResiliencePipeline _fast = Make(2);
    private readonly ResiliencePipeline _slow = Make(20);

    [AsyncJob("POST /quotes")]
    public async Task<string> Quote(string symbol, bool isUrgent, JobContext job) =>
        await (isUrgent ? _fast : _slow).ExecuteAsync(async token => await http.GetStringAsync(symbol, token), job.CancellationToken);

    private static ResiliencePipeline Make(int seconds) => new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(seconds)).Build();
}
