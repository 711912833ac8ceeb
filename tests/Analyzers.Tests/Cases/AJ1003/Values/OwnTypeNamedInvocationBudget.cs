using Amazon.Lambda.Core;

namespace Acme
{
    public static class InvocationBudget
    {
        public static TimeSpan Remaining => TimeSpan.FromSeconds(25);
    }

    public class Function(HttpClient http)
    {
        public async Task<string> Handler(string url, ILambdaContext context)
        {
            using var cts = {|AJ1003:new CancellationTokenSource(InvocationBudget.Remaining)|};
            return await http.GetStringAsync(url, cts.Token);
        }
    }
}
