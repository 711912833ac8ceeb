using System.Net;
using Amazon.Lambda.Core;

#pragma warning disable SYSLIB0014
public class TimedWebClient(ILambdaContext context) : WebClient
{
    protected override WebRequest GetWebRequest(Uri address)
    {
        WebRequest request = base.GetWebRequest(address);
        request.Timeout = (int)(context.RemainingTime.TotalMilliseconds * 0.9);
        return request;
    }
}

public class Function
{
    public string Handler(string url, ILambdaContext context)
    {
        using var client = new TimedWebClient(context);
        WebRequest request = WebRequest.Create(url);
        Prepare(request, context);
        using WebResponse response = request.GetResponse();
        return response.ContentType + client.DownloadString(url);
    }

    private static void Prepare(WebRequest request, ILambdaContext context) => request.Timeout = (int)(context.RemainingTime.TotalMilliseconds / 2);
}
