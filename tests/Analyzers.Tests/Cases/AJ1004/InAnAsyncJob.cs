using AsyncJobs;

public static class Jobs
{
    private static readonly HttpClient s_http = new();

    [AsyncJob("POST /thumbnails")]
    public static async Task<int> Thumbnail(string url, JobContext job)
    {
        byte[] image = await s_http.GetByteArrayAsync(url).{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(30));
        return image.Length;
    }
}
