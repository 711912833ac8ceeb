using AsyncJobs.CodeFixes.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.CodeFixes.Tests;

/// <summary>The fix for timeouts of resilience pipelines, which are built once: it has them ask with each execution.</summary>
public sealed class CapPipelineTests
{
    private const string Title = "Cap the time by 'InvocationBudget.Current' with each execution";

    [Fact]
    public Task Polly_8() => new Code(
        """
        using Polly;

        public class Prices(HttpClient http)
        {
            private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder()
                .{|AJ1005:AddTimeout|}(TimeSpan.FromSeconds(5))
                .Build();

            public async Task<string> Get(string url) => await _pipeline.ExecuteAsync(async token => await http.GetStringAsync(url, token));
        }
        """)
    {
        Libraries = ["AmazonLambdaCore", "PollyV8"],
    }.Becomes(
        Title,
        """
        using AsyncJobs;
        using Polly;
        using Polly.Timeout;

        public class Prices(HttpClient http)
        {
            private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder()
                .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = static _ => new ValueTask<TimeSpan>(TimeSpan.FromMilliseconds(Math.Max(1, InvocationBudget.Current.Slice(TimeSpan.FromSeconds(5)).Remaining.TotalMilliseconds))) })
                .Build();

            public async Task<string> Get(string url) => await _pipeline.ExecuteAsync(async token => await http.GetStringAsync(url, token));
        }
        """);

    [Fact]
    public Task Options_of_Polly_8_with_a_captured_time() => new Code(
        """
        using AsyncJobs;
        using Polly;
        using Polly.Timeout;

        public class Prices(HttpClient http)
        {
            public async Task<string> Get(string url)
            {
                TimeSpan limit = TimeSpan.FromSeconds(5);
                TimeoutStrategyOptions options = new() { {|AJ1005:Timeout = limit|} };
                return await new ResiliencePipelineBuilder().AddTimeout(options).Build().ExecuteAsync(async token => await http.GetStringAsync(url, token));
            }
        }
        """)
    {
        Libraries = ["AmazonLambdaCore", "PollyV8"],
    }.Becomes(
        Title,
        """
        using AsyncJobs;
        using Polly;
        using Polly.Timeout;

        public class Prices(HttpClient http)
        {
            public async Task<string> Get(string url)
            {
                TimeSpan limit = TimeSpan.FromSeconds(5);
                TimeoutStrategyOptions options = new() { TimeoutGenerator = _ => new ValueTask<TimeSpan>(TimeSpan.FromMilliseconds(Math.Max(1, InvocationBudget.Current.Slice(limit).Remaining.TotalMilliseconds))) };
                return await new ResiliencePipelineBuilder().AddTimeout(options).Build().ExecuteAsync(async token => await http.GetStringAsync(url, token));
            }
        }
        """);

    [Fact]
    public Task A_function_of_a_constant_in_Polly_7() => new Code(
        """
        using AsyncJobs;
        using Polly;
        using Polly.Timeout;

        public class Prices(HttpClient http)
        {
            private readonly IAsyncPolicy _policy = Policy.{|AJ1005:TimeoutAsync|}(() => TimeSpan.FromSeconds(4), TimeoutStrategy.Optimistic);

            public Task<string> Get(string url, CancellationToken stop) => _policy.ExecuteAsync(token => http.GetStringAsync(url, token), stop);
        }
        """)
    {
        Libraries = ["AmazonLambdaCore", "PollyV7"],
    }.Becomes(
        Title,
        """
        using AsyncJobs;
        using Polly;
        using Polly.Timeout;

        public class Prices(HttpClient http)
        {
            private readonly IAsyncPolicy _policy = Policy.TimeoutAsync(() => InvocationBudget.Current.Slice(TimeSpan.FromSeconds(4)).Remaining, TimeoutStrategy.Optimistic);

            public Task<string> Get(string url, CancellationToken stop) => _policy.ExecuteAsync(token => http.GetStringAsync(url, token), stop);
        }
        """);

    [Fact]
    public Task Polly_7_in_CSharp_7() => new Code(
        """
        using System;
        using System.Net.Http;
        using System.Threading;
        using System.Threading.Tasks;
        using Polly;

        public class Prices
        {
            private static readonly HttpClient http = new HttpClient();
            private static readonly IAsyncPolicy policy = Policy.{|AJ1005:TimeoutAsync|}(5);

            public Task<HttpResponseMessage> Get(string url, CancellationToken stop)
            {
                return policy.ExecuteAsync(token => http.GetAsync(url, token), stop);
            }
        }
        """)
    {
        Libraries = ["AmazonLambdaCore", "PollyV7"],
        Language = LanguageVersion.CSharp7_3,
        Nullable = Microsoft.CodeAnalysis.NullableContextOptions.Disable,
    }.Becomes(
        Title,
        """
        using System;
        using System.Net.Http;
        using System.Threading;
        using System.Threading.Tasks;
        using AsyncJobs;
        using Polly;

        public class Prices
        {
            private static readonly HttpClient http = new HttpClient();
            private static readonly IAsyncPolicy policy = Policy.TimeoutAsync(() => InvocationBudget.Current.Slice(TimeSpan.FromSeconds(5)).Remaining);

            public Task<HttpResponseMessage> Get(string url, CancellationToken stop)
            {
                return policy.ExecuteAsync(token => http.GetAsync(url, token), stop);
            }
        }
        """);

    [Fact]
    public Task A_handler_that_executes_it_enters_a_budget() => new Code(
        """
        using Amazon.Lambda.Core;
        using Polly;

        public class Prices(HttpClient http)
        {
            private static readonly IAsyncPolicy s_policy = Policy.{|AJ1005:TimeoutAsync|}(TimeSpan.FromSeconds(5));

            public Task<string> Get(string url, CancellationToken stop) => s_policy.ExecuteAsync(token => http.GetStringAsync(url, token), stop);
        }

        public class Function(Prices prices)
        {
            public async Task<string> Handle(string url, CancellationToken stop, ILambdaContext context)
            {
                return await prices.Get(url, stop);
            }
        }
        """)
    {
        Libraries = ["AmazonLambdaCore", "PollyV7"],
    }.Becomes(
        Title,
        """
        using Amazon.Lambda.Core;
        using AsyncJobs;
        using Polly;

        public class Prices(HttpClient http)
        {
            private static readonly IAsyncPolicy s_policy = Policy.TimeoutAsync(static () => InvocationBudget.Current.Slice(TimeSpan.FromSeconds(5)).Remaining);

            public Task<string> Get(string url, CancellationToken stop) => s_policy.ExecuteAsync(token => http.GetStringAsync(url, token), stop);
        }

        public class Function(Prices prices)
        {
            public async Task<string> Handle(string url, CancellationToken stop, ILambdaContext context)
            {
                using InvocationBudget budget = context.CreateBudget();
                using EnteredScope entered = budget.Enter();
                return await prices.Get(url, stop);
            }
        }
        """);

    [Fact]
    public Task Nothing_is_offered_where_a_handler_cannot_enter_a_budget() => new Code(
        """
        using Amazon.Lambda.Core;
        using Polly;

        public class Function(HttpClient http)
        {
            private static readonly IAsyncPolicy s_policy = Policy.{|AJ1005:TimeoutAsync|}(TimeSpan.FromSeconds(5));

            public async IAsyncEnumerable<string> Handle(string url, ILambdaContext context)
            {
                yield return await s_policy.ExecuteAsync(token => http.GetStringAsync(url, token), new CancellationToken(true));
            }
        }
        """)
    {
        Libraries = ["AmazonLambdaCore", "PollyV7"],
    }.Offers();
}
