using Amazon.Lambda.Core;

public class Function
{
    private static readonly HttpClient s_http;
    private static readonly int s_tries;

    static Function() => (s_http, s_tries) = (new HttpClient { {|AJ1001:Timeout = TimeSpan.FromSeconds(9)|} }, 2);

    public async Task<string> Shared(string url, ILambdaContext context) => await s_http.{|AJ1002:GetStringAsync|}(url) + s_tries;

    public async Task<string> MadeForOne(string url, ILambdaContext context)
    {
        var (client, tries) = ({|AJ1008:new HttpClient { {|AJ1001:Timeout = TimeSpan.FromSeconds(3)|} }|}, 1);
        return await client.{|AJ1002:GetStringAsync|}(url) + tries;
    }
}
