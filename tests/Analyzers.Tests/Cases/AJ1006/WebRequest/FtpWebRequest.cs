// libraries: AmazonLambdaCore
using System.Net;
using Amazon.Lambda.Core;

#pragma warning disable SYSLIB0014
public class Function
{
    public string Fixed(string url, ILambdaContext context)
    {
        var request = (FtpWebRequest)WebRequest.Create(url);
        {|AJ1006:request.Timeout = 5000|};
        using WebResponse response = request.GetResponse();
        return response.ContentType;
    }

    public async Task<string> Derived(string url, ILambdaContext context)
    {
        var request = (FtpWebRequest)WebRequest.Create(url);
        request.Timeout = (int)(context.RemainingTime.TotalMilliseconds * 0.8);
        using WebResponse response = await request.GetResponseAsync();
        return response.ContentType;
    }

    public string Forgotten(string url, ILambdaContext context)
    {
        var request = (FtpWebRequest)WebRequest.Create(url);
        using WebResponse response = request.{|AJ1006:GetResponse|}();
        return response.ContentType;
    }
}
