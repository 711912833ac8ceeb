public class Api(HttpClient http)
{
    public Task<string> Get(string url, TimeSpan time, CancellationToken stop) => Call(client => client.GetStringAsync(url, stop), time);

    private async Task<string> Call(Func<HttpClient, Task<string>> call, TimeSpan time)
    {
        {|AJ1008:http.Timeout = time|};
        return await call(http);
    }
}
