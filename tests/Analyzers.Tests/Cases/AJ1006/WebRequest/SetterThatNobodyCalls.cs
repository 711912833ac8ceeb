using System.Net;
using Amazon.Lambda.Core;

#pragma warning disable SYSLIB0014
public class Requestor(string url)
{
    private readonly HttpWebRequest _request = WebRequest.CreateHttp(url);

    public Requestor WithMethod(string method)
    {
        _request.Method = method;
        return this;
    }

    public Requestor WithTimeout(int milliseconds)
    {
        _request.Timeout = milliseconds;
        return this;
    }

    public WebResponse Send() => _request.{|AJ1006:GetResponse|}();
}

public class WithProperty(string url)
{
    private readonly HttpWebRequest _request = WebRequest.CreateHttp(url);

    public int Timeout
    {
        set => _request.Timeout = value;
    }

    public WebResponse Send() => _request.{|AJ1006:GetResponse|}();
}

// The caller of the one method, whoever that is, gives the time of its own call.
public class Given(string url)
{
    private readonly HttpWebRequest _request = WebRequest.CreateHttp(url);

    public WebResponse Send(int milliseconds)
    {
        _request.Timeout = milliseconds;
        return Respond();
    }

    private WebResponse Respond() => _request.GetResponse();
}

public class Called(string url)
{
    private readonly HttpWebRequest _request = WebRequest.CreateHttp(url);

    public int Seconds
    {
        set => _request.Timeout = value * 1000;
    }

    public Called WithTimeout(int milliseconds)
    {
        _request.Timeout = milliseconds;
        return this;
    }

    public WebResponse Send() => _request.GetResponse();
}

public class Function
{
    public string Handle(string url, ILambdaContext context) =>
        new Requestor(url).WithMethod("GET").Send().ContentType
        + new WithProperty(url).Send().ContentType
        + new Called(url).WithTimeout((int)(context.RemainingTime.TotalMilliseconds / 2)).Send().ContentType;
}
