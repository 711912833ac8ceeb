using System.Diagnostics.CodeAnalysis;
using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    [SuppressMessage("Reliability", "AJ1002", Justification = "Runs before the first invocation.")]
    public Task<string> Warm(string url, ILambdaContext context) => http.GetStringAsync(url);
}
