using AsyncJobs;

public sealed class Api(HttpClient http)
{
    public Task<string> Get(string path, CancellationToken cancellationToken = default) => http.GetStringAsync(path, cancellationToken);
}

public sealed class Jobs(HttpClient http)
{
    [AsyncJob("POST /api")]
    public Task<string> Run(string path, JobContext job) => new Api(http).Get(path, cancellationToken: job.CancellationToken);
}
