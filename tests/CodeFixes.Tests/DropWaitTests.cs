using AsyncJobs.CodeFixes.Tests.Harness;

namespace AsyncJobs.CodeFixes.Tests;

/// <summary>The fix for waits that give a call up and leave it running.</summary>
public sealed class DropWaitTests
{
    private const string Drop = "Pass 'job.CancellationToken' and drop the wait";
    private const string Cap = "Cap the time by 'job.Budget'";

    [Theory]
    [InlineData("string text = await http.GetStringAsync(url).{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(5));", "string text = await http.GetStringAsync(url, job.CancellationToken);")]
    [InlineData(
        "string text = await http.GetStringAsync(url).{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(5)).ConfigureAwait(false);",
        "string text = await http.GetStringAsync(url, job.CancellationToken).ConfigureAwait(false);")]
    [InlineData("string text = await http.GetStringAsync(url)\n            .{|AJ1004:WaitAsync|}(s_limit);", "string text = await http.GetStringAsync(url, job.CancellationToken);")]
    [InlineData(
        "Task<string> call = http.GetStringAsync(url); await call.{|AJ1004:WaitAsync|}(s_limit);",
        "Task<string> call = http.GetStringAsync(url, job.CancellationToken); await call;")]
    [InlineData(
        "await Task.WhenAll(http.GetStringAsync(url), http.GetStringAsync(url)).{|AJ1004:WaitAsync|}(s_limit);",
        "await Task.WhenAll(http.GetStringAsync(url, job.CancellationToken), http.GetStringAsync(url, job.CancellationToken));")]
    [InlineData(
        "await Task.WhenAll(new[] { url }.Select(u => http.GetStringAsync(u))).{|AJ1004:WaitAsync|}(s_limit);",
        "await Task.WhenAll(new[] { url }.Select(u => http.GetStringAsync(u, job.CancellationToken)));")]
    [InlineData("http.GetStringAsync(url).{|AJ1004:Wait|}(5000);", "http.GetStringAsync(url, job.CancellationToken).Wait();")]
    public Task A_wait_is_dropped(string before, string after) => new Code(Around(before)).Becomes(Drop, Around(after));

    [Theory]
    [InlineData(
        "string text = await http.GetStringAsync(url).{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(5));",
        "string text = await http.GetStringAsync(url, job.Budget.Slice(TimeSpan.FromSeconds(5)).Token);")]
    [InlineData(
        "try { await http.GetStringAsync(url).{|AJ1004:WaitAsync|}(s_limit); } catch (TimeoutException) { }",
        "try { await http.GetStringAsync(url, job.Budget.Token).WaitAsync(job.Budget.Slice(s_limit).Remaining); } catch (TimeoutException) { }")]
    [InlineData(
        "Task call = http.GetStringAsync(url); if (await Task.{|AJ1004:WhenAny|}(call, Task.Delay(5000)) != call) throw new TimeoutException();",
        "Task call = http.GetStringAsync(url); if (await Task.WhenAny(call, Task.Delay(job.Budget.Slice(TimeSpan.FromMilliseconds(5000)).Remaining)) != call) throw new TimeoutException();")]
    [InlineData("bool done = http.GetStringAsync(url).{|AJ1004:Wait|}(5000);", "bool done = http.GetStringAsync(url).Wait(job.Budget.Slice(TimeSpan.FromMilliseconds(5000)).Remaining);")]
    [InlineData(
        "bool done = Task.{|AJ1004:WaitAll|}(new Task[] { http.GetStringAsync(url) }, s_limit);",
        "bool done = Task.WaitAll(new Task[] { http.GetStringAsync(url) }, job.Budget.Slice(s_limit).Remaining);")]
    public Task A_wait_is_capped(string before, string after) => new Code(Around(before)).Becomes(Cap, Around(after));

    [Theory]
    [InlineData("bool done = http.GetStringAsync(url).{|AJ1004:Wait|}(5000);")]
    [InlineData("Task call = http.GetStringAsync(url); await Task.{|AJ1004:WhenAny|}(call, Task.Delay(5000));")]
    [InlineData("try { await http.GetStringAsync(url).{|AJ1004:WaitAsync|}(s_limit); } catch (TimeoutException) { }")]
    public Task A_wait_whose_outcome_is_looked_at_is_not_dropped(string statement) => new Code(Around(statement)).Offers(Cap);

    [Fact]
    public Task What_is_said_beside_a_wait_stays() => new Code(Around("string text = await http.GetStringAsync(url) // all of it\n            .{|AJ1004:WaitAsync|}(s_limit);")).Becomes(
        Drop,
        Around("string text = await http.GetStringAsync(url, job.CancellationToken) // all of it\n            ;"));

    [Theory]
    [InlineData("Pass 'budget.Token' and drop the wait", "budget.Token")]
    [InlineData("Cap the time by 'budget'", "budget.Slice(TimeSpan.FromSeconds(4)).Token")]
    public Task A_budget_that_is_made_for_the_call_is_disposed_of(string title, string token) => new Code(
        """
        using Amazon.Lambda.Core;
        using AsyncJobs;

        public sealed class Shop(HttpClient http)
        {
            public async Task<string> Handle(string url, ILambdaContext context)
            {
                // Soon.
                return await http.GetStringAsync(url).{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(4));
            }
        }
        """).Becomes(
        title,
        $$"""
        using Amazon.Lambda.Core;
        using AsyncJobs;

        public sealed class Shop(HttpClient http)
        {
            public async Task<string> Handle(string url, ILambdaContext context)
            {
                using InvocationBudget budget = context.CreateBudget();
                // Soon.
                return await http.GetStringAsync(url, {{token}});
            }
        }
        """);

    [Fact]
    public Task The_callers_token_is_passed_on() => new Code(
        """
        public sealed class Shop(HttpClient http)
        {
            public async Task<string> Read(string url, CancellationToken cancellationToken) =>
                await http.GetStringAsync(url).{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(4));
        }
        """).Offers("Pass 'cancellationToken' and drop the wait");

    private static string Around(string statement) =>
        $$"""
        using AsyncJobs;

        public sealed class Shop(HttpClient http)
        {
            private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

            [AsyncJob("POST /quotes", TimeoutSeconds = 60)]
            public async Task<string> Run(string url, JobContext job)
            {
                {{statement}}
                await Task.Yield();
                return $"{url}{s_limit}{http}";
            }
        }
        """;

    [Theory]
    [InlineData("public static Task<string> Get(string url) => s_http.GetStringAsync(url)")]
    [InlineData("private static readonly Task<string> s_rates = s_http.GetStringAsync(\"https://rates.example/\")")]
    public Task A_wait_stays_where_no_invocation_is_seen_to_come_by(string call) => new Code(
        $$"""
        public class Prices
        {
            private static readonly HttpClient s_http = new();

            {{call}}.{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(4));
        }
        """).Offers(call.Contains("Get(", StringComparison.Ordinal) ? ["Cap the time by 'InvocationBudget.Current'"] : []);
}
