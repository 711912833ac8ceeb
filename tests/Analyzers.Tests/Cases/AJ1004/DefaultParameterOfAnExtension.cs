using Amazon.Lambda.Core;

public static class Extensions
{
    public static async Task<HttpResponseMessage> GetQuicklyAsync(this HttpClient http, string url, int milliseconds = 750)
    {
        return await http.GetAsync(url).{|AJ1004:WaitAsync|}(TimeSpan.FromMilliseconds(milliseconds));
    }
}
