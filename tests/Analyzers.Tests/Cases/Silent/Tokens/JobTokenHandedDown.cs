using AsyncJobs;

public sealed class Jobs(Loader loader)
{
    [AsyncJob("POST /loads")]
    public Task<int> Load(string url, JobContext job) => loader.LoadAsync(url, job.CancellationToken);
}

public sealed class Loader
{
    private readonly HttpClient _http = new();

    public async Task<int> LoadAsync(string url, CancellationToken token = default)
    {
        using var response = await _http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, token);
        await using var body = await response.Content.ReadAsStreamAsync(token);
        using var memory = new MemoryStream();
        await body.CopyToAsync(memory, token);
        return (int)memory.Length;
    }
}
