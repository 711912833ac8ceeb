public static class Download
{
    private static readonly HttpClient s_http = new();

    public static async Task Save(string url, string path, int seconds, CancellationToken stop)
    {
        {|AJ1008:s_http.Timeout = TimeSpan.FromSeconds(seconds)|};
        using FileStream file = File.Create(path);
        await s_http.DownloadTo(url, file, stop);
    }

    private static async Task DownloadTo(this HttpClient http, string url, Stream target, CancellationToken stop)
    {
        byte[] all = await http.GetByteArrayAsync(url, stop);
        await target.WriteAsync(all, stop);
    }
}
