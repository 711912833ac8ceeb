using System.Net;

public class ClientOptions
{
    private TimeSpan _timeout;

    public ClientOptions(string url)
    {
        Url = url;
        Timeout = TimeSpan.FromSeconds(10);
    }

    public string Url { get; }

    public TimeSpan Timeout
    {
        get => _timeout;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            _timeout = value;
        }
    }
}

public static class Transport
{
    public static WebRequest Open(ClientOptions options)
    {
        var web = WebRequest.CreateHttp(options.Url);
        {|AJ1006:web.Timeout = (int)options.Timeout.TotalMilliseconds|};
        return web;
    }
}
