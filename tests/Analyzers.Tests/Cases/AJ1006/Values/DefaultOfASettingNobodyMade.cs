using System.Net;

public class Request
{
    public int ReadTimeout { get; private set; }

    public void SetReadTimeout(int milliseconds) => ReadTimeout = milliseconds;
}

public static class Transport
{
    private const int DefaultTimeout = 10000;

    public static WebRequest Open(Uri uri, Request request)
    {
        var web = WebRequest.CreateHttp(uri);
        {|AJ1006:web.Timeout = request.ReadTimeout > 0 ? request.ReadTimeout : DefaultTimeout|};
        return web;
    }

    public static WebRequest Open(Uri uri, int timeout)
    {
        var web = WebRequest.CreateHttp(uri);
        web.Timeout = timeout > 0 ? timeout : DefaultTimeout;
        return web;
    }
}
