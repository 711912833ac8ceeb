// libraries: MicrosoftExtensionsHttp
// asyncjobs: false
public class Desktop
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };

    public Task<string> Get(string url) => _http.GetStringAsync(url);
}
