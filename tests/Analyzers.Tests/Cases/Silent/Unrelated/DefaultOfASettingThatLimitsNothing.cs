public static class AppSettings
{
    public static TimeSpan Read(string key, TimeSpan defaultTime) => TimeSpan.TryParse(Environment.GetEnvironmentVariable(key), out TimeSpan time) ? time : defaultTime;
}

public class Service(HttpClient http)
{
    private readonly TimeSpan _pause = AppSettings.Read("PAUSE", TimeSpan.FromSeconds(5));

    public Task Rest() => Task.Delay(_pause);

    public HttpClient Limited(TimeSpan most)
    {
        http.Timeout = most < TimeSpan.Zero ? Timeout.InfiniteTimeSpan : Timeout.InfiniteTimeSpan;
        return http;
    }
}
