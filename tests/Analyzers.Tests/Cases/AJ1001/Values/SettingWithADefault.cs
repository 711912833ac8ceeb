public static class AppSettings
{
    public static TimeSpan Read(string key, TimeSpan defaultTime) => key.Length > 3 ? TimeSpan.Zero : defaultTime;
}

public class Service
{
    private readonly TimeSpan _pause = AppSettings.Read("PAUSE", TimeSpan.FromSeconds(5));
    private readonly TimeSpan _most = AppSettings.Read("MOST", TimeSpan.FromSeconds(100));

    public HttpClient Make()
    {
        var http = new HttpClient();
        {|AJ1001:http.Timeout = _most|};
        return http;
    }

    public Task Rest() => Task.Delay(_pause);
}
