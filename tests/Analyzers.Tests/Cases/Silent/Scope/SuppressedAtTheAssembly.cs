using System.Diagnostics.CodeAnalysis;
using Amazon.Lambda.Core;

[assembly: SuppressMessage("Reliability", "AJ1002", Scope = "type", Target = "~T:Warmup", Justification = "Runs at the start, not in an invocation.")]

public class Warmup(HttpClient http)
{
    public Task<string> Run(string url) => http.GetStringAsync(url);
}
