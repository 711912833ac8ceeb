using System.Net;
using Amazon.Lambda.Core;

public class Function
{
#pragma warning disable SYSLIB0014
    public string Handler(string url, ILambdaContext context)
    {
        var request = (HttpWebRequest)WebRequest.Create(url);
        request.Method = "GET";
        {|AJ1006:request.Timeout = 10000|};
        {|AJ1006:request.ReadWriteTimeout = 5000|};
        using var response = (HttpWebResponse)request.GetResponse();
        using var reader = new StreamReader(response.GetResponseStream());
        return reader.ReadToEnd();
    }
}
