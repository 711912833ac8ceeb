using Amazon.Lambda.Core;

public class Scripted
{
    public async Task<string> Run(dynamic client, string path)
    {
        client.Timeout = TimeSpan.FromSeconds(1);
        return await client.GetStringAsync(path);
    }
}
