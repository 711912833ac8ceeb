using Amazon.Lambda.Core;

public readonly record struct Endpoint(HttpClient Client, string Path)
{
    public Task<string> Read() => Client.{|AJ1002:GetStringAsync|}(Path);
}
