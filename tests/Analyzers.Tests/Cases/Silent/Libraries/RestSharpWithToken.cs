// libraries: AmazonLambdaCore, RestSharpV112
using AsyncJobs;
using RestSharp;

public sealed class Jobs(IRestClient client)
{
    [AsyncJob("POST /rest")]
    public async Task<string?> Run(string path, JobContext job) => (await client.ExecuteAsync(new RestRequest(path), job.CancellationToken)).Content;
}
