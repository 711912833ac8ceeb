using AsyncJobs.CodeFixes.Fixes;
using AsyncJobs.CodeFixes.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.CodeFixes.Tests;

/// <summary>
/// One of each fix in Roslyn's own harness: for each diagnostic by itself until none is left, and everywhere at once in a file, a project and a
/// solution. The results have to be the same, compile, and hold no syntax that would be read differently.
/// </summary>
public sealed class RoslynHarnessTests
{
    [Fact]
    public Task Pass_a_token() => new FixTest<PassTokenFix>(
        """
        using AsyncJobs;

        public class Pages(HttpClient http)
        {
            public async Task<string> Join(string a, string b, InvocationBudget budget)
            {
                string both = await http.{|AJ1002:GetStringAsync|}(a);
                return both + await http.{|AJ1002:GetStringAsync|}(b);
            }
        }
        """,
        """
        using AsyncJobs;

        public class Pages(HttpClient http)
        {
            public async Task<string> Join(string a, string b, InvocationBudget budget)
            {
                string both = await http.GetStringAsync(a, budget.Token);
                return both + await http.GetStringAsync(b, budget.Token);
            }
        }
        """).RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Cap_a_time() => new FixTest<CapTimeFix>(
        """
        using AsyncJobs;

        public class Prices(HttpClient http)
        {
            public async Task<string> Get(string url, InvocationBudget budget)
            {
                using CancellationTokenSource first = {|AJ1003:new(TimeSpan.FromSeconds(5))|};
                using CancellationTokenSource second = {|AJ1003:new(TimeSpan.FromSeconds(9))|};
                return await http.GetStringAsync(url, first.Token) + await http.GetStringAsync(url, second.Token);
            }
        }
        """,
        """
        using AsyncJobs;

        public class Prices(HttpClient http)
        {
            public async Task<string> Get(string url, InvocationBudget budget)
            {
                using CancellationTokenSource first = new(budget.Slice(TimeSpan.FromSeconds(5)).Remaining);
                using CancellationTokenSource second = new(budget.Slice(TimeSpan.FromSeconds(9)).Remaining);
                return await http.GetStringAsync(url, first.Token) + await http.GetStringAsync(url, second.Token);
            }
        }
        """).RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Drop_a_wait() => new FixTest<DropWaitFix>(
        """
        using AsyncJobs;

        public class Pages(HttpClient http)
        {
            public async Task<string> Join(string a, string b, JobContext job)
            {
                string first = await http.GetStringAsync(a).{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(5));
                return first + await http.GetStringAsync(b).{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(5));
            }
        }
        """,
        """
        using AsyncJobs;

        public class Pages(HttpClient http)
        {
            public async Task<string> Join(string a, string b, JobContext job)
            {
                string first = await http.GetStringAsync(a, job.CancellationToken);
                return first + await http.GetStringAsync(b, job.CancellationToken);
            }
        }
        """).RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Cap_a_pipeline() => new FixTest<CapPipelineFix>(
        """
        using AsyncJobs;
        using Polly;

        public class Prices(HttpClient http)
        {
            private readonly IAsyncPolicy _short = Policy.{|AJ1005:TimeoutAsync|}(5);
            private readonly IAsyncPolicy _long = Policy.{|AJ1005:TimeoutAsync|}(20);

            public Task<string> Get(string url, CancellationToken stop) => _short.ExecuteAsync(token => http.GetStringAsync(url, token), stop);

            public Task<string> Read(string url, CancellationToken stop) => _long.ExecuteAsync(token => http.GetStringAsync(url, token), stop);
        }
        """,
        """
        using AsyncJobs;
        using Polly;

        public class Prices(HttpClient http)
        {
            private readonly IAsyncPolicy _short = Policy.TimeoutAsync(static () => InvocationBudget.Current.Slice(TimeSpan.FromSeconds(5)).Remaining);
            private readonly IAsyncPolicy _long = Policy.TimeoutAsync(static () => InvocationBudget.Current.Slice(TimeSpan.FromSeconds(20)).Remaining);

            public Task<string> Get(string url, CancellationToken stop) => _short.ExecuteAsync(token => http.GetStringAsync(url, token), stop);

            public Task<string> Read(string url, CancellationToken stop) => _long.ExecuteAsync(token => http.GetStringAsync(url, token), stop);
        }
        """,
        "PollyV7").RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Make_a_timeout_infinite() => new FixTest<InfiniteTimeoutFix>(
        """
        public class Prices
        {
            private readonly HttpClient _prices = new() { {|AJ1001:Timeout = TimeSpan.FromSeconds(30)|} };
            private readonly HttpClient _stock = new() { {|AJ1001:Timeout = TimeSpan.FromSeconds(20)|} };

            public Task<string> Price(string url, CancellationToken stop) => _prices.GetStringAsync(url, stop);

            public Task<string> Stock(string url, CancellationToken stop) => _stock.GetStringAsync(url, stop);
        }
        """,
        """
        public class Prices
        {
            private readonly HttpClient _prices = new() { Timeout = Timeout.InfiniteTimeSpan };
            private readonly HttpClient _stock = new() { Timeout = Timeout.InfiniteTimeSpan };

            public Task<string> Price(string url, CancellationToken stop) => _prices.GetStringAsync(url, stop);

            public Task<string> Stock(string url, CancellationToken stop) => _stock.GetStringAsync(url, stop);
        }
        """).RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Put_a_client_under_the_budget() => new FixTest<BudgetHandlerFix>(
        """
        using AsyncJobs;

        public class Prices
        {
            private readonly HttpClient _prices = new();
            private readonly HttpClient _stock = new();

            [AsyncJob("POST /prices")]
            public async Task<string> Read(string url) => await _prices.{|AJ1002:GetStringAsync|}(url) + await _stock.{|AJ1002:GetStringAsync|}(url);
        }
        """,
        """
        using AsyncJobs;

        public class Prices
        {
            private readonly HttpClient _prices = BudgetHttpClient.Create("prices");
            private readonly HttpClient _stock = BudgetHttpClient.Create("stock");

            [AsyncJob("POST /prices")]
            public async Task<string> Read(string url) => await _prices.GetStringAsync(url) + await _stock.GetStringAsync(url);
        }
        """).RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Enter_a_budget() => new FixTest<EnterBudgetFix>(
        """
        using Amazon.Lambda.Core;
        using AsyncJobs;

        public class Function
        {
            private static readonly HttpClient s_http = BudgetHttpClient.Create("pricing");

            public async Task<string> Handle(string url, ILambdaContext context)
            {
                return await s_http.{|AJ1013:GetStringAsync|}(url);
            }
        }
        """,
        """
        using Amazon.Lambda.Core;
        using AsyncJobs;

        public class Function
        {
            private static readonly HttpClient s_http = BudgetHttpClient.Create("pricing");

            public async Task<string> Handle(string url, ILambdaContext context)
            {
                using InvocationBudget budget = context.CreateBudget();
                using EnteredScope entered = budget.Enter();
                return await s_http.GetStringAsync(url);
            }
        }
        """).RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Name_the_jobs_that_are_started() => new FixTest<NameStartFix>(
        """
        using AsyncJobs;

        public static class Shop
        {
            [AsyncJob("POST /orders")]
            public static Task Order(JobContext job) => {|AJ0042:ShopMailJob.StartAsync|}(cancellationToken: job.CancellationToken);

            [AsyncJob("POST /invoices")]
            public static Task Invoice(JobContext job) => {|AJ0042:ShopMailJob.StartAsync|}(cancellationToken: job.CancellationToken);

            [AsyncJob("POST /mails")]
            public static void Mail(JobContext job) { }
        }
        """,
        """
        using AsyncJobs;

        public static class Shop
        {
            [AsyncJob("POST /orders", Starts = ["mails"])]
            public static Task Order(JobContext job) => ShopMailJob.StartAsync(cancellationToken: job.CancellationToken);

            [AsyncJob("POST /invoices", Starts = ["mails"])]
            public static Task Invoice(JobContext job) => ShopMailJob.StartAsync(cancellationToken: job.CancellationToken);

            [AsyncJob("POST /mails")]
            public static void Mail(JobContext job) { }
        }
        """).RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Write_main() => new FixTest<WriteMainFix>(
        """
        Console.WriteLine("Hello, World!");

        public static class Reports
        {
            [{|AJ0047:AsyncJobs.AsyncJob("POST /reports")|}]
            public static void Run(AsyncJobs.JobContext job) { }
        }
        """,
        """
        using AsyncJobs.Hosting;

        if (LambdaHost.IsLambda)
            return LambdaHost.Run(TestProject.AppJobs.App);

        return 0;

        public static class Reports
        {
            [AsyncJobs.AsyncJob("POST /reports")]
            public static void Run(AsyncJobs.JobContext job) { }
        }
        """)
    {
        TestState = { OutputKind = OutputKind.ConsoleApplication },
    }.RunAsync(TestContext.Current.CancellationToken);
}
