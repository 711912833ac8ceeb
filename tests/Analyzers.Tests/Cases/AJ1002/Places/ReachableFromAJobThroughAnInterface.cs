// editorconfig: asyncjobs_scope = reachable
using AsyncJobs;

public interface IFeed
{
    Task<string> Latest();
}

public sealed class HttpFeed(HttpClient http) : IFeed
{
    public Task<string> Latest() => http.{|AJ1002:GetStringAsync|}("latest");

    public Task<string> Oldest() => http.GetStringAsync("oldest");
}

public sealed class Jobs(IFeed feed)
{
    [AsyncJob("POST /feeds")]
    public Task<string> Read(JobContext job) => feed.Latest();
}
