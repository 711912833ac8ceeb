using System.Net;
using Amazon.Lambda.Core;

public class Legacy
{
    private const int TimeoutSeconds = 30;

    public WebResponse Call(Uri address, ILambdaContext context)
    {
#pragma warning disable SYSLIB0014
        WebRequest request = WebRequest.Create(address);
#pragma warning restore SYSLIB0014
        {|AJ1006:request.Timeout = TimeoutSeconds * 1000|};
        return request.GetResponse();
    }
}
