using AsyncJobs.CodeFixes.Tests.Harness;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AsyncJobs.CodeFixes.Tests;

/// <summary>What is said beside a change stays with what it is about, and begins where it should.</summary>
public sealed class CommentsTests
{
    private const string Drop = "Pass 'job.CancellationToken' and drop the wait";

    [Theory]
    [InlineData(
        """
        string text = await http.GetStringAsync(url) // all of it
                    .{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(4)) // long enough
                    .ConfigureAwait(false);
        """,
        """
        string text = await http.GetStringAsync(url, job.CancellationToken) // all of it
                    // long enough
                    .ConfigureAwait(false);
        """)]
    [InlineData(
        """
        string text = await http.GetStringAsync(url)
                    // Soon.
                    .{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(4)) /* long enough */
                    .ConfigureAwait(false);
        """,
        """
        string text = await http.GetStringAsync(url, job.CancellationToken)
                    // Soon.
                    /* long enough */
                    .ConfigureAwait(false);
        """)]
    [InlineData(
        """
        string text = await http.GetStringAsync(url).{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(4)); // long enough
                                                                                                 // since it is fast
        """,
        """
        string text = await http.GetStringAsync(url, job.CancellationToken); // long enough
                                                                                     // since it is fast
        """)]
    public Task Behind_a_wait_that_goes(string before, string after) => new Code(Around(before)).Becomes(Drop, Around(after));

    [Fact]
    public Task About_the_time_of_a_wait_keep_it() => new Code(Around(
        """
        string text = await http.GetStringAsync(url).{|AJ1004:WaitAsync|}(
                    TimeSpan.FromSeconds(4) // long enough
                );
        """)).Offers();

    [Fact]
    public Task Behind_waits_that_go_everywhere_while_expressions_become_blocks() => new Code(
        """
        using Amazon.Lambda.Core;
        using AsyncJobs;

        public sealed class Shop(HttpClient http)
        {
            public Task<string> A(string url, ILambdaContext context) => http.GetStringAsync(url).{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(4)); // long enough

            public Task<string> B(string url, ILambdaContext context) =>
                http.GetStringAsync(url)
                    .{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(4)) // long enough
                    .ContinueWith(call => call.Result); // done

            public Task<string> C(string url, ILambdaContext context) => http.GetStringAsync(url)
                .{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(4)) // long enough
                // and for all.
                .ContinueWith(call => call.Result); // done
        }
        """).BecomesEverywhere(
        "Pass 'budget.Token' and drop the wait",
        FixAllScope.Document,
        """
        using Amazon.Lambda.Core;
        using AsyncJobs;

        public sealed class Shop(HttpClient http)
        {
            public async Task<string> A(string url, ILambdaContext context)
            {
                using InvocationBudget budget = context.CreateBudget();
                return await http.GetStringAsync(url, budget.Token); // long enough
            }

            public async Task<string> B(string url, ILambdaContext context)
            {
                using InvocationBudget budget = context.CreateBudget();
                return await http.GetStringAsync(url, budget.Token) // long enough
                    .ContinueWith(call => call.Result); // done
            }

            public async Task<string> C(string url, ILambdaContext context)
            {
                using InvocationBudget budget = context.CreateBudget();
                return await http.GetStringAsync(url, budget.Token) // long enough
                    // and for all.
                    .ContinueWith(call => call.Result); // done
            }
        }
        """);

    [Fact]
    public Task Behind_timeouts_that_go() => new Code(
        """
        using AsyncJobs;

        public static class Jobs
        {
            private static readonly HttpClient s_prices = new HttpClient { {|AJ1001:Timeout = TimeSpan.FromSeconds(8)|} }; // long enough
                                                                                                                // since it is fast

            private static readonly HttpClient s_other = new();

            static Jobs()
            {
                s_other.BaseAddress = new Uri("https://other.example/");
                {|AJ1001:s_other.Timeout = TimeSpan.FromSeconds(8)|}; // long enough
                                                           // since it is fast
            }

            [AsyncJob("POST /prices")]
            public static async Task<string> Run(string url) => await s_prices.{|AJ1002:GetStringAsync|}(url) + await s_other.{|AJ1002:GetStringAsync|}(url);
        }
        """).BecomesEverywhere(
        "Put the client under the budget",
        FixAllScope.Document,
        """
        using AsyncJobs;

        public static class Jobs
        {
            private static readonly HttpClient s_prices = BudgetHttpClient.Create("prices"); // long enough
                                                                                             // since it is fast

            private static readonly HttpClient s_other = BudgetHttpClient.Create("other");

            static Jobs()
            {
                s_other.BaseAddress = new Uri("https://other.example/");
                // long enough
                // since it is fast
            }

            [AsyncJob("POST /prices")]
            public static async Task<string> Run(string url) => await s_prices.GetStringAsync(url) + await s_other.GetStringAsync(url);
        }
        """);

    private static string Around(string statements) => $$"""
        using AsyncJobs;

        public sealed class Shop(HttpClient http)
        {
            public async Task Run(string url, JobContext job)
            {
                {{statements}}
            }
        }
        """;
}
