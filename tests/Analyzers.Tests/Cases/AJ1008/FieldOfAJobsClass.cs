// Each attempt of a job makes its class anew.
using AsyncJobs;

public sealed class Loads
{
    private readonly HttpClient _http = {|AJ1008:new()|};

    [AsyncJob("POST /loads")]
    public async Task<int> Load(string url, CancellationToken cancellationToken) => (await _http.GetByteArrayAsync(url, cancellationToken)).Length;
}
