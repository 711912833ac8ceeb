using Amazon.Lambda.Core;

public partial class Function
{
    private readonly HttpClient _http;

    public Function() => _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
}

public partial class Function
{
    public async Task<bool> IsAlive(string url, ILambdaContext context)
    {
        using HttpResponseMessage r = await _http.{|AJ1002:GetAsync|}(url, HttpCompletionOption.ResponseHeadersRead);
        return r.IsSuccessStatusCode;
    }
}
