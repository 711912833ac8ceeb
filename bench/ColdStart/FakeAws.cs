using System.Net;
using System.Net.Sockets;

namespace AsyncJobs.ColdStart;

/// <summary>DynamoDB and Lambda as far as an accept calls them: both answer at once, and cost the measured program nothing.</summary>
internal sealed class FakeAws : IDisposable
{
    private readonly HttpListener _listener = new();
    private int _items;
    private int _events;

    public FakeAws()
    {
        using (TcpListener probe = new(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    /// <summary>How many items were stored, and events taken.</summary>
    public (int Items, int Events) Calls => (Volatile.Read(ref _items), Volatile.Read(ref _events));

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                Answer(await _listener.GetContextAsync());
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The measurement is over.
        }
    }

    private void Answer(HttpListenerContext context)
    {
        using (StreamReader body = new(context.Request.InputStream))
            body.ReadToEnd();
        bool isEvent = context.Request.RawUrl!.EndsWith("/invocations", StringComparison.Ordinal);
        if (isEvent)
            Interlocked.Increment(ref _events);
        else if (context.Request.Headers["X-Amz-Target"]?.EndsWith(".PutItem", StringComparison.Ordinal) is true)
            Interlocked.Increment(ref _items);

        context.Response.Headers["x-amzn-RequestId"] = "4KBNVRGD25RG1KEO9UT4V3FQDJVV4KQNSO5AEMVJF66Q9ASUAAJG";
        context.Response.ContentType = "application/x-amz-json-1.0";
        context.Response.StatusCode = isEvent ? 202 : 200;
        context.Response.Close(isEvent ? [] : "{}"u8.ToArray(), willBlock: false);
    }
}
