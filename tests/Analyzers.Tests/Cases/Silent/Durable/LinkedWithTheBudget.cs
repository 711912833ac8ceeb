// libraries: AmazonLambdaDurable, Refit
using Amazon.Lambda.DurableExecution;
using AsyncJobs;
using Refit;

public interface INews
{
    [Get("/headlines")]
    Task<string[]> Headlines(CancellationToken cancellationToken = default);
}

public class Workflow(HttpClient http, INews news)
{
    public async Task<int> Run(string url, IDurableContext context)
    {
        string text = await context.StepAsync(
            async (_, token) =>
            {
                using InvocationBudget budget = context.LambdaContext.CreateBudget();
                using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(token, budget.Token);
                using HttpResponseMessage response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, limit.Token);
                await news.Headlines(limit.Token);
                return await response.Content.ReadAsStringAsync(limit.Token);
            },
            "read");
        IBatchResult<int> parts = await context.MapAsync(
            new[] { url, text },
            async (item, part, _, _, token) =>
            {
                using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(token);
                TimeSpan left = item.LambdaContext.RemainingTime - TimeSpan.FromSeconds(2);
                limit.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
                return (await http.GetStringAsync(part, limit.Token)).Length;
            });
        return text.Length + parts.GetResults().Sum();
    }
}
