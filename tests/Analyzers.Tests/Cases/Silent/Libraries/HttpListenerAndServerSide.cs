using System.Net;
using Amazon.Lambda.Core;

public class Local
{
    public async Task<string> Serve(HttpListener listener)
    {
        listener.TimeoutManager.IdleConnection = TimeSpan.FromSeconds(30);
        var context = await listener.GetContextAsync();
        using var reader = new StreamReader(context.Request.InputStream);
        return await reader.ReadToEndAsync();
    }
}
