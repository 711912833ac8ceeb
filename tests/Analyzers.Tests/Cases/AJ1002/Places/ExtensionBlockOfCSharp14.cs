// langversion: preview
using Amazon.Lambda.Core;

public static class Extensions
{
    extension(HttpClient http)
    {
        public Task<string> Robots => http.{|AJ1002:GetStringAsync|}("robots.txt");

        public async Task<string> Read(string path, CancellationToken token = default)
        {
            using var response = await http.GetAsync(path, token);
            return await response.Content.ReadAsStringAsync(token);
        }
    }
}
