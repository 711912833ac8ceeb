using System.Net;

public static class Waits
{
    public static async Task<T> OrAfter<T>(this Task<T> task, TimeSpan time)
    {
        if (await Task.WhenAny(task, Task.Delay(time)) != task)
            throw new TimeoutException();
        return await task;
    }
}

public class Crawler
{
// Obsolete, and still what older code is made of.
#pragma warning disable SYSLIB0014
    public Task<HttpStatusCode> Status(string url) => Task.Run(() =>
    {
        using var response = (HttpWebResponse)WebRequest.Create(url).GetResponse();
        return response.StatusCode;
    }).{|AJ1004:OrAfter|}(TimeSpan.FromSeconds(30));

    public Task<string> Text(WebClient client, string url) => client.DownloadStringTaskAsync(url).{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(30));
}
