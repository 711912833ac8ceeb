using AsyncJobs;

public sealed class Copies(HttpClient http)
{
    [AsyncJob("POST /copies")]
    public async Task<long> Copy(string url, JobContext job)
    {
        await using Stream source = await http.GetStreamAsync(url, job.CancellationToken).ConfigureAwait(false);
        using MemoryStream target = new();
        await source.{|AJ1009:CopyToAsync|}(target).ConfigureAwait(false);
        return target.Length;
    }
}
