using System.Net;
using Amazon.Lambda.Core;

#pragma warning disable SYSLIB0014
public class Function
{
    public string Handler(string url, ILambdaContext context)
    {
        var request = WebRequest.CreateHttp(url);
        int left = (int)(context.RemainingTime.TotalMilliseconds * 0.8);
        request.Timeout = left;
        request.ReadWriteTimeout = left;
        request.ContinueTimeout = 350;
        using var response = request.GetResponse();
        using var reader = new StreamReader(response.GetResponseStream());
        return reader.ReadToEnd();
    }
}
