using Amazon.Lambda.Core;

public interface IDeadline
{
    CancellationToken Token { get; }
}

public class Service(HttpClient http, IDeadline deadline)
{
    public Task<string> Get(string path) => http.GetStringAsync(path, deadline.Token);
}
