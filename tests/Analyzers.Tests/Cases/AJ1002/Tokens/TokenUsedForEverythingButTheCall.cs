using AsyncJobs;

public sealed class Images(HttpClient http)
{
    [AsyncJob("POST /images")]
    public async Task<long> Store(string url, JobContext job, CancellationToken token)
    {
        var path = Path.GetTempFileName();
        await using (var file = File.Create(path))
        {
            byte[] bytes = await http.{|AJ1002:GetByteArrayAsync|}(url);
            await file.WriteAsync(bytes, token);
        }

        await job.ReportProgressAsync(1);
        return new FileInfo(path).Length;
    }
}
