using AsyncJobs.CodeFixes.Tests.Harness;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.CodeFixes.Tests;

/// <summary>The fix that caps a fixed time by what remains, or links it with the budget.</summary>
public sealed class CapTimeTests
{
    private const string Title = "Cap the time by 'job.Budget'";

    [Theory]
    [InlineData(
        "using CancellationTokenSource source = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(5))|};",
        "using CancellationTokenSource source = new CancellationTokenSource(job.Budget.Slice(TimeSpan.FromSeconds(5)).Remaining);")]
    [InlineData(
        "using CancellationTokenSource source = {|AJ1003:new(TimeSpan.FromSeconds(5))|};",
        "using CancellationTokenSource source = new(job.Budget.Slice(TimeSpan.FromSeconds(5)).Remaining);")]
    [InlineData("using var source = {|AJ1003:new CancellationTokenSource(5_000)|};", "using var source = new CancellationTokenSource(job.Budget.Slice(TimeSpan.FromMilliseconds(5_000)).Remaining);")]
    [InlineData(
        "using var source = {|AJ1003:new CancellationTokenSource(s_limit /* enough */)|};",
        "using var source = new CancellationTokenSource(job.Budget.Slice(s_limit).Remaining /* enough */);")]
    [InlineData(
        "using var source = {|AJ1003:new CancellationTokenSource(s_limit, TimeProvider.System)|};",
        "using var source = new CancellationTokenSource(job.Budget.Slice(s_limit).Remaining, TimeProvider.System);")]
    [InlineData(
        "using CancellationTokenSource source = new(); {|AJ1003:source.CancelAfter(5000)|};",
        "using CancellationTokenSource source = new(); source.CancelAfter(job.Budget.Slice(TimeSpan.FromMilliseconds(5000)).Remaining);")]
    [InlineData(
        "using CancellationTokenSource source = new(); {|AJ1003:source.CancelAfter(url.Length > 9 ? s_limit : 2 * s_limit)|};",
        "using CancellationTokenSource source = new(); source.CancelAfter(job.Budget.Slice(url.Length > 9 ? s_limit : 2 * s_limit).Remaining);")]
    public Task A_source_of_cancellation(string before, string after)
    {
        return new Code(Around(before)).Becomes(Title, Around(after));

        static string Around(string statement) =>
            $$"""
            using AsyncJobs;

            public sealed class Shop(HttpClient http)
            {
                private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

                [AsyncJob("POST /quotes", TimeoutSeconds = 60)]
                public async Task<string> Run(string url, JobContext job)
                {
                    {{statement}}
                    return await http.GetStringAsync(url, source.Token) + s_limit;
                }
            }
            """;
    }

    [Fact]
    public Task A_source_that_is_linked_with_the_caller_s_token_is_linked_with_the_budget_too_and_keeps_its_time() => new Code(
        """
        public class Prices(HttpClient http)
        {
            public async Task<string> Get(string url, CancellationToken caller)
            {
                using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(caller);
                {|AJ1003:source.CancelAfter(TimeSpan.FromSeconds(5))|};
                return await http.GetStringAsync(url, source.Token);
            }
        }
        """).Becomes(
        "Link 'InvocationBudget.Current.Token'",
        """
        using AsyncJobs;

        public class Prices(HttpClient http)
        {
            public async Task<string> Get(string url, CancellationToken caller)
            {
                using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(caller, InvocationBudget.Current.Token);
                source.CancelAfter(TimeSpan.FromSeconds(5));
                return await http.GetStringAsync(url, source.Token);
            }
        }
        """);

    [Fact]
    public Task A_source_that_ends_more_than_calls_is_linked_and_its_time_stays() => new Code(
        """
        using AsyncJobs;

        public class Prices(HttpClient http)
        {
            public async Task<string> Get(string url, InvocationBudget budget)
            {
                using CancellationTokenSource source = new();
                {|AJ1003:source.CancelAfter(5000)|};
                await Task.Delay(100, source.Token);
                return await http.GetStringAsync(url, source.Token);
            }
        }
        """).Becomes(
        "Link 'budget.Token'",
        """
        using AsyncJobs;

        public class Prices(HttpClient http)
        {
            public async Task<string> Get(string url, InvocationBudget budget)
            {
                using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(budget.Token);
                source.CancelAfter(5000);
                await Task.Delay(100, source.Token);
                return await http.GetStringAsync(url, source.Token);
            }
        }
        """);

    [Fact]
    public Task A_source_with_a_time_that_ends_more_than_calls_is_linked_with_as_long_a_part_of_the_budget() => new Code(
        """
        using AsyncJobs;

        public class Prices(HttpClient http)
        {
            public async Task<string> Get(string url, InvocationBudget budget)
            {
                using CancellationTokenSource source = {|AJ1003:new(TimeSpan.FromSeconds(5))|};
                await Task.Delay(100, source.Token);
                return await http.GetStringAsync(url, source.Token);
            }
        }
        """).Becomes(
        "Link 'budget'",
        """
        using AsyncJobs;

        public class Prices(HttpClient http)
        {
            public async Task<string> Get(string url, InvocationBudget budget)
            {
                using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(budget.Slice(TimeSpan.FromSeconds(5)).Token);
                await Task.Delay(100, source.Token);
                return await http.GetStringAsync(url, source.Token);
            }
        }
        """);

    [Fact]
    public Task Without_the_runtime_the_lesser_of_the_time_and_what_remains_is_written_out() => new Code(
        """
        using Amazon.Lambda.Core;

        public class Function(HttpClient http)
        {
            public async Task<string> Handle(string url, ILambdaContext context)
            {
                using var source = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(5))|};
                return await http.GetStringAsync(url, source.Token);
            }
        }
        """)
    {
        WithRuntime = false,
    }.Becomes(
        "Cap the time by 'context.RemainingTime'",
        """
        using Amazon.Lambda.Core;

        public class Function(HttpClient http)
        {
            public async Task<string> Handle(string url, ILambdaContext context)
            {
                using var source = new CancellationTokenSource(TimeSpan.FromTicks(Math.Min(TimeSpan.FromSeconds(5).Ticks, Math.Max(0, (context.RemainingTime - TimeSpan.FromSeconds(1)).Ticks))));
                return await http.GetStringAsync(url, source.Token);
            }
        }
        """);

    [Fact]
    public Task Without_the_runtime_and_the_context_there_is_nothing_to_cap_by() => new Code(
        """
        public class Prices(HttpClient http)
        {
            public async Task<string> Get(string url)
            {
                using var source = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(5))|};
                return await http.GetStringAsync(url, source.Token);
            }
        }
        """)
    {
        WithRuntime = false,
    }.Offers();

    [Fact]
    public Task A_source_that_all_invocations_share_is_left_alone() => new Code(
        """
        public class Prices(HttpClient http)
        {
            private static readonly CancellationTokenSource s_source = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(5))|};

            public Task<string> Get(string url) => http.GetStringAsync(url, s_source.Token);
        }
        """).Offers();

    [Fact]
    public Task A_time_that_is_passed_to_a_helper() => new Code(
        """
        using AsyncJobs;

        public class Prices(HttpClient http)
        {
            public Task<string> Get(string url, InvocationBudget budget) => GetAsync(url, {|AJ1003:TimeSpan.FromSeconds(5)|});

            private async Task<string> GetAsync(string url, TimeSpan limit)
            {
                using CancellationTokenSource source = new(limit);
                return await http.GetStringAsync(url, source.Token);
            }
        }
        """).Becomes(
        "Cap the time by 'budget'",
        """
        using AsyncJobs;

        public class Prices(HttpClient http)
        {
            public Task<string> Get(string url, InvocationBudget budget) => GetAsync(url, budget.Slice(TimeSpan.FromSeconds(5)).Remaining);

            private async Task<string> GetAsync(string url, TimeSpan limit)
            {
                using CancellationTokenSource source = new(limit);
                return await http.GetStringAsync(url, source.Token);
            }
        }
        """);

    [Fact]
    public Task A_number_of_seconds_that_is_passed_to_a_helper() => new Code(
        """
        using AsyncJobs;

        public class Prices(HttpClient http)
        {
            public Task<string> Get(string url, InvocationBudget budget) => GetAsync(url, timeoutSeconds: {|AJ1003:5|});

            private async Task<string> GetAsync(string url, int timeoutSeconds)
            {
                using CancellationTokenSource source = new(TimeSpan.FromSeconds(timeoutSeconds));
                return await http.GetStringAsync(url, source.Token);
            }
        }
        """).Becomes(
        "Cap the time by 'budget'",
        """
        using AsyncJobs;

        public class Prices(HttpClient http)
        {
            public Task<string> Get(string url, InvocationBudget budget) => GetAsync(url, timeoutSeconds: (int)budget.Slice(TimeSpan.FromSeconds(5)).Remaining.TotalSeconds);

            private async Task<string> GetAsync(string url, int timeoutSeconds)
            {
                using CancellationTokenSource source = new(TimeSpan.FromSeconds(timeoutSeconds));
                return await http.GetStringAsync(url, source.Token);
            }
        }
        """);

    [Fact]
    public Task A_time_that_a_helper_uses_for_something_else_too_is_left_alone() => new Code(
        """
        using AsyncJobs;

        public class Prices(HttpClient http)
        {
            public Task<string> Get(string url, InvocationBudget budget) => GetAsync(url, {|AJ1003:TimeSpan.FromSeconds(5)|});

            private async Task<string> GetAsync(string url, TimeSpan limit)
            {
                using CancellationTokenSource source = new(limit);
                await Task.Delay(limit);
                return await http.GetStringAsync(url, source.Token);
            }
        }
        """).Offers();

    [Fact]
    public Task Code_of_CSharp_7() => new Code(
        """
        using System.Net.Http;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        namespace Legacy
        {
            public class Function
            {
                private static readonly HttpClient httpClient = new HttpClient();

                public async Task<string> FunctionHandler(string url, ILambdaContext context)
                {
                    using (var cts = {|AJ1003:new CancellationTokenSource(5000)|})
                    {
                        return await httpClient.GetAsync(url, cts.Token).ConfigureAwait(false) == null ? null : url;
                    }
                }
            }
        }
        """)
    {
        Language = LanguageVersion.CSharp7_3,
        Nullable = Microsoft.CodeAnalysis.NullableContextOptions.Disable,
        WithRuntime = false,
    }.Becomes(
        "Cap the time by 'context.RemainingTime'",
        """
        using System.Net.Http;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        namespace Legacy
        {
            public class Function
            {
                private static readonly HttpClient httpClient = new HttpClient();

                public async Task<string> FunctionHandler(string url, ILambdaContext context)
                {
                    using (var cts = new CancellationTokenSource(System.TimeSpan.FromTicks(System.Math.Min(System.TimeSpan.FromMilliseconds(5000).Ticks, System.Math.Max(0, (context.RemainingTime - System.TimeSpan.FromSeconds(1)).Ticks)))))
                    {
                        return await httpClient.GetAsync(url, cts.Token).ConfigureAwait(false) == null ? null : url;
                    }
                }
            }
        }
        """);

    [Fact]
    public Task The_timeout_of_a_client_over_a_shared_handler() => new Code(
        """
        using AsyncJobs;

        public class Prices
        {
            private static readonly SocketsHttpHandler s_handler = new();

            public async Task<string> Get(string url, InvocationBudget budget)
            {
                using HttpClient http = new(s_handler, disposeHandler: false) { {|AJ1001:Timeout = TimeSpan.FromSeconds(5)|} };
                return await http.GetStringAsync(url, budget.Token);
            }
        }
        """).Becomes(
        "Cap the time by 'budget'",
        """
        using AsyncJobs;

        public class Prices
        {
            private static readonly SocketsHttpHandler s_handler = new();

            public async Task<string> Get(string url, InvocationBudget budget)
            {
                using HttpClient http = new(s_handler, disposeHandler: false) { Timeout = budget.Slice(TimeSpan.FromSeconds(5)).Remaining };
                return await http.GetStringAsync(url, budget.Token);
            }
        }
        """);

    [Fact]
    public Task The_timeout_of_a_client_that_an_invocation_makes_can_be_capped_though_the_client_is_a_fault_of_its_own() => new Code(
        """
        using AsyncJobs;

        public class Prices
        {
            public async Task<string> Get(string url, InvocationBudget budget)
            {
                using HttpClient http = {|AJ1008:new() { {|AJ1001:Timeout = TimeSpan.FromSeconds(5)|} }|};
                return await http.GetStringAsync(url, budget.Token);
            }
        }
        """)
    {
        At = 1,
    }.Offers("Put the client under the budget", "Cap the time by 'budget'", "Make the timeout infinite");

    [Fact]
    public Task The_timeout_of_a_web_request_is_a_number_of_milliseconds() => new Code(
        """
        using System.Net;
        using AsyncJobs;

        public class Prices
        {
            public WebResponse Get(string url, InvocationBudget budget)
            {
        #pragma warning disable SYSLIB0014
                WebRequest request = WebRequest.Create(url);
        #pragma warning restore SYSLIB0014
                {|AJ1006:request.Timeout = 5000|};
                return request.GetResponse();
            }
        }
        """).Becomes(
        "Cap the time by 'budget'",
        """
        using System.Net;
        using AsyncJobs;

        public class Prices
        {
            public WebResponse Get(string url, InvocationBudget budget)
            {
        #pragma warning disable SYSLIB0014
                WebRequest request = WebRequest.Create(url);
        #pragma warning restore SYSLIB0014
                request.Timeout = Math.Max(1, (int)budget.Slice(TimeSpan.FromMilliseconds(5000)).Remaining.TotalMilliseconds);
                return request.GetResponse();
            }
        }
        """);

    [Theory]
    [InlineData("DateTime.UtcNow.AddSeconds(5)", "DateTime.UtcNow.Add(budget.Slice(TimeSpan.FromSeconds(5)).Remaining)")]
    [InlineData("DateTime.UtcNow.Add(TimeSpan.FromSeconds(5))", "DateTime.UtcNow.Add(budget.Slice(TimeSpan.FromSeconds(5)).Remaining)")]
    [InlineData("DateTime.UtcNow + TimeSpan.FromSeconds(5)", "DateTime.UtcNow + budget.Slice(TimeSpan.FromSeconds(5)).Remaining")]
    public Task The_deadline_of_a_gRPC_call(string before, string after)
    {
        return new Code(Around($"{{|AJ1006:{before}|}}")) { Libraries = ["AmazonLambdaCore", "GrpcQuotes"] }.Becomes("Cap the time by 'budget'", Around(after));

        static string Around(string deadline) =>
            $$"""
            using AsyncJobs;
            using Quotes.V1;

            public class Prices(QuoteService.QuoteServiceClient quotes)
            {
                public double Get(string symbol, InvocationBudget budget) => quotes.GetQuote(new QuoteRequest { Symbol = symbol }, deadline: {{deadline}}).Price;
            }
            """;
    }

    [Fact]
    public Task The_deadline_of_a_gRPC_call_in_a_local() => new Code(
        """
        using AsyncJobs;
        using Quotes.V1;

        public class Prices(QuoteService.QuoteServiceClient quotes)
        {
            public double Get(string symbol, InvocationBudget budget)
            {
                DateTime deadline = DateTime.UtcNow.AddSeconds(5);
                return quotes.GetQuote(new QuoteRequest { Symbol = symbol }, deadline: {|AJ1006:deadline|}).Price;
            }
        }
        """)
    {
        Libraries = ["AmazonLambdaCore", "GrpcQuotes"],
    }.Becomes(
        "Cap the time by 'budget'",
        """
        using AsyncJobs;
        using Quotes.V1;

        public class Prices(QuoteService.QuoteServiceClient quotes)
        {
            public double Get(string symbol, InvocationBudget budget)
            {
                DateTime deadline = DateTime.UtcNow.Add(budget.Slice(TimeSpan.FromSeconds(5)).Remaining);
                return quotes.GetQuote(new QuoteRequest { Symbol = symbol }, deadline: deadline).Price;
            }
        }
        """);

    [Fact]
    public Task The_timeout_of_a_channel_that_the_invocation_made() => new Code(
        """
        using System.ServiceModel;
        using Amazon.Lambda.Core;

        public interface IEcho
        {
            string Say(string text);
        }

        public class Function
        {
            public string Handle(string text, ILambdaContext context)
            {
                ChannelFactory<IEcho> factory = new(new BasicHttpsBinding(), new EndpointAddress("https://echo.example"));
                IEcho channel = factory.CreateChannel();
                {|AJ1006:((IContextChannel)channel).OperationTimeout = TimeSpan.FromSeconds(3)|};
                return channel.Say(text);
            }
        }
        """)
    {
        Libraries = ["AmazonLambdaCore", "ServiceModel"],
    }.Becomes(
        "Cap the time by 'budget'",
        """
        using System.ServiceModel;
        using Amazon.Lambda.Core;
        using AsyncJobs;

        public interface IEcho
        {
            string Say(string text);
        }

        public class Function
        {
            public string Handle(string text, ILambdaContext context)
            {
                using InvocationBudget budget = context.CreateBudget();
                ChannelFactory<IEcho> factory = new(new BasicHttpsBinding(), new EndpointAddress("https://echo.example"));
                IEcho channel = factory.CreateChannel();
                ((IContextChannel)channel).OperationTimeout = budget.Slice(TimeSpan.FromSeconds(3)).Remaining;
                return channel.Say(text);
            }
        }
        """);

    [Theory]
    [InlineData(
        "Task<string> call = http.GetStringAsync(url);\n        await Task.{|AJ1004:WhenAny|}(call, Task.Delay(5000));\n        return call.Result;",
        "Task<string> call = http.GetStringAsync(url);\n        await Task.WhenAny(call, Task.Delay(budget.Slice(TimeSpan.FromMilliseconds(5000)).Remaining));\n        return call.Result;")]
    [InlineData(
        "Task<string> call = http.GetStringAsync(url);\n        Task.{|AJ1004:WaitAll|}([call], TimeSpan.FromSeconds(5));\n        return call.Result;",
        "Task<string> call = http.GetStringAsync(url);\n        Task.WaitAll([call], budget.Slice(TimeSpan.FromSeconds(5)).Remaining);\n        return call.Result;")]
    [InlineData(
        "Task<string> call = http.GetStringAsync(url);\n        return call.{|AJ1004:Wait|}(5000) ? call.Result : \"\";",
        "Task<string> call = http.GetStringAsync(url);\n        return call.Wait(budget.Slice(TimeSpan.FromMilliseconds(5000)).Remaining) ? call.Result : \"\";")]
    public Task A_wait_in_a_handler_is_capped_by_a_budget_that_is_disposed_of(string before, string after)
    {
        return new Code(Around(before)).Becomes(
            "Cap the time by 'budget'", Around("using InvocationBudget budget = context.CreateBudget();\n        " + after));

        static string Around(string statements) =>
            $$"""
            using Amazon.Lambda.Core;
            using AsyncJobs;

            public class Function(HttpClient http)
            {
                public async Task<string> Handle(string url, ILambdaContext context)
                {
                    {{statements}}
                }
            }
            """.Replace("async Task<string>", statements.Contains("await", StringComparison.Ordinal) ? "async Task<string>" : "string", StringComparison.Ordinal);
    }

    [Fact]
    public Task Flurl_s_timeout_is_a_number_of_seconds() => new Code(
        """
        using AsyncJobs;
        using Flurl.Http;

        public class Prices
        {
            public Task<string> Get(string url, InvocationBudget budget) => url.{|AJ1006:WithTimeout|}(5).GetStringAsync();
        }
        """)
    {
        Libraries = ["AmazonLambdaCore", "FlurlV4"],
    }.Becomes(
        "Cap the time by 'budget'",
        """
        using AsyncJobs;
        using Flurl.Http;

        public class Prices
        {
            public Task<string> Get(string url, InvocationBudget budget) => url.WithTimeout(budget.Slice(TimeSpan.FromSeconds(5)).Remaining).GetStringAsync();
        }
        """);

    [Fact]
    public Task Everywhere() => new Code(
        """
        using AsyncJobs;

        public class Prices(HttpClient http)
        {
            public async Task<string> Get(string url, InvocationBudget budget)
            {
                using CancellationTokenSource one = {|AJ1003:new(5000)|}, two = {|AJ1003:new(6000)|};
                return await http.GetStringAsync(url, one.Token) + await http.GetStringAsync(url, two.Token);
            }

            public async Task<string> Get(string url)
            {
                using CancellationTokenSource one = {|AJ1003:new(5000)|};
                return await http.GetStringAsync(url, one.Token);
            }
        }
        """).BecomesEverywhere(
        "Cap the time by 'budget'",
        FixAllScope.Solution,
        """
        using AsyncJobs;

        public class Prices(HttpClient http)
        {
            public async Task<string> Get(string url, InvocationBudget budget)
            {
                using CancellationTokenSource one = new(budget.Slice(TimeSpan.FromMilliseconds(5000)).Remaining), two = new(budget.Slice(TimeSpan.FromMilliseconds(6000)).Remaining);
                return await http.GetStringAsync(url, one.Token) + await http.GetStringAsync(url, two.Token);
            }

            public async Task<string> Get(string url)
            {
                using CancellationTokenSource one = new(InvocationBudget.Current.Slice(TimeSpan.FromMilliseconds(5000)).Remaining);
                return await http.GetStringAsync(url, one.Token);
            }
        }
        """);
}
