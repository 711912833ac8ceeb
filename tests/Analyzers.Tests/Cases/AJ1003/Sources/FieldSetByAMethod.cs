using Amazon.Lambda.Core;

public class Session
{
    private readonly HttpClient _http = new();
    private CancellationTokenSource _cts = new();

    public void Begin()
    {
        _cts = new CancellationTokenSource();
        {|AJ1003:_cts.CancelAfter(TimeSpan.FromSeconds(45))|};
    }

    public async Task<string> Read(string path) => await _http.GetStringAsync(path, _cts.Token);
}
