using System.Net;
using Amazon.Lambda.Core;

#pragma warning disable SYSLIB0014
public class TimedWebClient : WebClient
{
    protected override WebRequest GetWebRequest(Uri address)
    {
        var request = base.GetWebRequest(address);
        {|AJ1006:request.Timeout = 20 * 60 * 1000|};
        return request;
    }
}
