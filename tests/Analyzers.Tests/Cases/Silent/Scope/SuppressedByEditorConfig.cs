// editorconfig: dotnet_diagnostic.AJ1001.severity = none
using Amazon.Lambda.Core;

public class Clients
{
    public static readonly HttpClient Default = new() { Timeout = TimeSpan.FromSeconds(10) };
}
