// libraries: AmazonLambdaCore, FlurlV4
using AsyncJobs;
using Flurl;
using Flurl.Http;

public static class Jobs
{
    [AsyncJob("POST /flurl")]
    public static Task<string> Run(string path, JobContext job) =>
        "https://api.example".AppendPathSegment(path).SetQueryParam("v", 2).WithHeader("accept", "text/plain").GetStringAsync(cancellationToken: job.CancellationToken);
}
