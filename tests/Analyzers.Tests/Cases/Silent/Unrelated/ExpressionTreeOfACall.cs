using System.Linq.Expressions;
using Amazon.Lambda.Core;
using AsyncJobs;

public static class Setups
{
    public static Expression<Func<HttpClient, CancellationToken, Task<string>>> Call => (http, token) => http.GetStringAsync("x", token);
}
