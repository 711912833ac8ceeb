// libraries: AmazonLambdaDurable
using Amazon.Lambda.DurableExecution;

public class Catalogue(HttpClient http)
{
    public async Task<int> Run(string[] urls, IDurableContext context)
    {
        string child = await context.RunInChildContextAsync(async (inner, token) =>
        {
            await inner.WaitAsync(TimeSpan.FromSeconds(5));
            return await inner.StepAsync((_, own) => http.{|AJ1012:GetStringAsync|}(urls[0], own), cancellationToken: token);
        });
        IBatchResult<string> parallel = await context.ParallelAsync<string>(
        [
            async (branch, token) => await http.{|AJ1012:GetStringAsync|}(urls[0], token),
            (branch, token) => branch.StepAsync((_, own) => http.{|AJ1012:GetStringAsync|}(urls[1], own)),
        ]);
        IBatchResult<string> listed = await context.ParallelAsync(
            new Func<IDurableContext, CancellationToken, Task<string>>[] { (_, token) => http.{|AJ1012:GetStringAsync|}(urls[1], token) }, "listed");
        IBatchResult<string> named = await context.ParallelAsync(
            new[] { new DurableBranch<string>("first", (_, token) => http.{|AJ1012:GetStringAsync|}(urls[2], token)) });
        IBatchResult<string> mapped = await context.MapAsync(
            urls, async (item, url, index, all, token) => await http.{|AJ1012:GetStringAsync|}(url, token));
        string ready = await context.WaitForConditionAsync(
            async (state, check, token) => state + await http.{|AJ1012:GetStringAsync|}(urls[3], token),
            new WaitForConditionConfig<string>
            {
                InitialState = "",
                WaitStrategy = WaitStrategy.Fixed<string>(TimeSpan.FromSeconds(30), isDone: static state => state.Length > 0),
            });
        bool approved = await context.WaitForCallbackAsync<bool>(
            async (id, _, token) => await http.{|AJ1012:PostAsync|}(urls[4] + id, null, token), "approve");
        return child.Length + ready.Length + (approved ? 1 : 0);
    }
}
