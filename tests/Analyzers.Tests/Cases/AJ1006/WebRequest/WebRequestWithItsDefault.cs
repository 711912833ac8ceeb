using System.Net;
using Amazon.Lambda.Core;

#pragma warning disable SYSLIB0014
public class Function
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var request = (HttpWebRequest)WebRequest.Create(url);
        request.Method = "GET";
        using WebResponse first = request.{|AJ1006:GetResponse|}();
        WebRequest other = WebRequest.Create(url);
        other.Timeout = Timeout.Infinite;
        using WebResponse second = await other.{|AJ1006:GetResponseAsync|}();
        return first.ContentType + second.ContentType + new WebClient().{|AJ1006:DownloadString|}(url);
    }

    public Task<byte[]> Upload(WebClient client, string url, byte[] data) => client.{|AJ1006:UploadDataTaskAsync|}(url, data);
}
