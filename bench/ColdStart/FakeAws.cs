using System.Net;
using System.Net.Sockets;

namespace AsyncJobs.ColdStart;

/// <summary>
/// DynamoDB and Lambda as far as an accept, a poll and a worker call them: they answer at once, and cost the measured program nothing. No job is
/// found, and whatever is changed is a job that runs.
/// </summary>
internal sealed class FakeAws : IDisposable
{
    // Its lease ends and it expires in the year 2100.
    private static readonly byte[] s_running = """
        {"Attributes":{"id":{"S":"0123456789abcdefghjkmnpqrs"},"job":{"S":"link-checks"},"status":{"S":"RUNNING"},"attempt":{"N":"1"},
        "createdAt":{"N":"1767225600000"},"startedAt":{"N":"1767225600000"},"expiresAt":{"N":"4102444800"},"nonce":{"S":"2f8e6f0c"},
        "leaseToken":{"S":"2f8e6f0c"},"leaseRequestId":{"S":"2f8e6f0c"},"leaseUntil":{"N":"4102444800000"},"leaseRetryFrom":{"N":"4102444800000"}}}
        """u8.ToArray();

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
        else if (IsFor(context, "PutItem"))
            Interlocked.Increment(ref _items);

        context.Response.Headers["x-amzn-RequestId"] = "4KBNVRGD25RG1KEO9UT4V3FQDJVV4KQNSO5AEMVJF66Q9ASUAAJG";
        context.Response.ContentType = "application/x-amz-json-1.0";
        context.Response.StatusCode = isEvent ? 202 : 200;
        context.Response.Close(isEvent ? [] : IsFor(context, "UpdateItem") ? s_running : "{}"u8.ToArray(), willBlock: false);
    }

    private static bool IsFor(HttpListenerContext context, string operation) =>
        context.Request.Headers["X-Amz-Target"]?.EndsWith("." + operation, StringComparison.Ordinal) is true;
}
