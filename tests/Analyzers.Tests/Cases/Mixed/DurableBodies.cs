// libraries: AmazonLambdaDurable, PollyV8, Refit
using Amazon.Lambda.Core;
using Amazon.Lambda.DurableExecution;
using Polly;
using Polly.Timeout;
using Refit;

public interface INews
{
    [Get("/headlines")]
    Task<string[]> Headlines(CancellationToken cancellationToken = default);
}

public class Workflow(HttpClient http, INews news)
{
    public async Task<string> Run(string[] urls, IDurableContext context)
    {
        string step = await context.StepAsync(async (_, _) => await http.{|AJ1002:GetStringAsync|}(urls[0]));
        string child = await context.RunInChildContextAsync(async (inner, token) => await inner.StepAsync(async (_, own) =>
        {
            using CancellationTokenSource limit = {|AJ1003:new(TimeSpan.FromSeconds(5))|};
            return await http.GetStringAsync(urls[0], limit.Token);
        }));
        IBatchResult<string> parallel = await context.ParallelAsync<string>(
        [
            async (_, token) => await http.GetStringAsync(urls[0], token).{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(5)),
            async (_, token) =>
            {
                using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(token);
                {|AJ1003:limit.CancelAfter(5000)|};
                return await http.GetStringAsync(urls[1], limit.Token);
            },
        ]);
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().{|AJ1005:AddTimeout|}(TimeSpan.FromSeconds(5)).Build();
        IBatchResult<string> mapped = await context.MapAsync(urls, async (_, url, _, _, token) =>
            await pipeline.ExecuteAsync(async inner => await http.GetStringAsync(url, inner), token));
        int lines = await context.WaitForConditionAsync(
            async (state, _, _) => state + (await news.{|AJ1006:Headlines|}()).Length,
            new WaitForConditionConfig<int> { InitialState = 0, WaitStrategy = WaitStrategy.Fixed<int>(TimeSpan.FromMinutes(1)) });
        await context.StepAsync(async (_, token) =>
        {
            using HttpClient own = {|AJ1008:new HttpClient()|};
            {|AJ1001:own.Timeout = TimeSpan.FromSeconds(30)|};
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(token);
            limit.CancelAfter({|AJ1010:context.LambdaContext.RemainingTime - TimeSpan.FromSeconds(2)|});
            using HttpResponseMessage response = await http.GetAsync(urls[0], HttpCompletionOption.ResponseHeadersRead, limit.Token);
            await response.Content.{|AJ1009:ReadAsStringAsync|}();
            await own.GetStringAsync(urls[0], limit.Token);
        });
        await context.StepAsync(async (_, token) =>
        {
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(token);
            long left = {|AJ1011:Math.Max((context.LambdaContext.RemainingTime - TimeSpan.FromSeconds(2)).Ticks, TimeSpan.TicksPerMinute)|};
            limit.CancelAfter(TimeSpan.FromTicks(left));
            await http.GetStringAsync(urls[1], limit.Token);
        });
        return await context.StepAsync(async (_, token) =>
        {
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(token);
            limit.CancelAfter({|AJ1007:context.LambdaContext.RemainingTime|});
            return await http.GetStringAsync(urls[2], limit.Token);
        });
    }
}
