// libraries: AmazonLambdaCore
#pragma warning disable SYSLIB0014
using System.Net;
using System.Text;

public class Prices
{
    public string Get(string url)
    {
        WebRequest request = WebRequest.Create(url);
        request.Method = "POST";
        using (Stream body = request.GetRequestStream()) body.WriteByte(1);
        using WebResponse response = request.{|AJ1006:GetResponse|}();
        return new StreamReader(response.GetResponseStream()).ReadToEnd();
    }
    public async Task<string> GetAsync(string url)
    {
        var request = (HttpWebRequest)WebRequest.Create(new Uri(url));
        using var response = (HttpWebResponse)await request.{|AJ1006:GetResponseAsync|}();
        return response.StatusDescription;
    }
    public HttpWebResponse Fixed(string url)
    {
        HttpWebRequest request = WebRequest.CreateHttp(url);
        {|AJ1006:request.Timeout = 3000|};
        return (HttpWebResponse)request.GetResponse();
    }
    public string Text(string url) { using WebClient client = new(); return client.{|AJ1006:DownloadString|}(url); }
    public Task<string> TextAsync(string url) => new WebClient { Encoding = Encoding.UTF8 }.{|AJ1006:DownloadStringTaskAsync|}(url);
    public byte[] Send(string url, byte[] data) => new WebClient().{|AJ1006:UploadData|}(url, data);
    public void File(string url) { var client = new WebClient(); client.{|AJ1006:DownloadFile|}(url, "/tmp/a"); }
    public Stream Open(string url) => new Timed().OpenRead(url);
    private sealed class Timed : WebClient
    {
        protected override WebRequest GetWebRequest(Uri address)
        {
            WebRequest request = base.GetWebRequest(address);
            {|AJ1006:request.Timeout = 2000|};
            return request;
        }
    }
}
