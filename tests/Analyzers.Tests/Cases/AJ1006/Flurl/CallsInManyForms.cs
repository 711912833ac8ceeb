// libraries: AmazonLambdaCore, FlurlV4
using Flurl;
using Flurl.Http;
using Flurl.Http.Configuration;

public class Prices
{
    private static readonly FlurlClient s_client = new("https://a.example");
    private static readonly IFlurlClientCache s_cache = new FlurlClientCache().Add("a", "https://a.example");

    public Task<string> OfText(string url) => url.{|AJ1006:GetStringAsync|}();
    public Task<Prices> OfUrl(string url) => url.AppendPathSegment("a").SetQueryParam("b", 3).{|AJ1006:GetJsonAsync|}<Prices>();
    public Task<IFlurlResponse> OfUri(Uri url) => url.{|AJ1006:GetAsync|}();
    public Task<Prices> OfClient() => s_client.Request("a").{|AJ1006:PostJsonAsync|}(new { }).ReceiveJson<Prices>();
    public Task<string> OfCache() => s_cache.Get("a").Request("b").WithHeader("c", "d").{|AJ1006:GetStringAsync|}();
    public Task<IFlurlResponse> OfRequest() => new FlurlRequest("https://a.example").{|AJ1006:SendAsync|}(HttpMethod.Get);
    public Task<IFlurlResponse> Form(string url) => url.WithBasicAuth("a", "b").{|AJ1006:PostUrlEncodedAsync|}(new { });
    public Task<string> Download(string url) => url.{|AJ1006:DownloadFileAsync|}("/tmp");
    public async Task<string> Local(string url)
    {
        IFlurlRequest request = url.WithOAuthBearerToken("t");
        return await request.{|AJ1006:GetStringAsync|}();
    }
    public Task<string> None(string url) => url.{|AJ1006:GetStringAsync|}(cancellationToken: CancellationToken.None);
    public Task<string> Fixed(string url) => url.{|AJ1006:WithTimeout|}(5).GetStringAsync();
}
