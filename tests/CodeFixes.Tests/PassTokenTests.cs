using AsyncJobs.CodeFixes.Tests.Harness;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.CodeFixes.Tests;

/// <summary>The fix that passes a token to a call: which one, and how it is written.</summary>
public sealed class PassTokenTests
{
    [Fact]
    public Task The_jobs_token_is_passed() => new Code(
        """
        using AsyncJobs;

        public sealed class Checker(HttpClient http)
        {
            [AsyncJob("POST /checks", TimeoutSeconds = 60)]
            public async Task<string> Check(string url, JobContext job)
            {
                return await http.{|AJ1002:GetStringAsync|}(url); // all of it
            }
        }
        """).Becomes(
        "Pass 'job.CancellationToken'",
        """
        using AsyncJobs;

        public sealed class Checker(HttpClient http)
        {
            [AsyncJob("POST /checks", TimeoutSeconds = 60)]
            public async Task<string> Check(string url, JobContext job)
            {
                return await http.GetStringAsync(url, job.CancellationToken); // all of it
            }
        }
        """);

    [Fact]
    public Task A_method_s_own_token_comes_before_all_others() => new Code(
        """
        using AsyncJobs;

        public class Pages(HttpClient http)
        {
            public Task<HttpResponseMessage> Get(Uri url, InvocationBudget budget, CancellationToken cancellationToken) => http.{|AJ1002:GetAsync|}(url);
        }
        """).Becomes(
        "Pass 'cancellationToken'",
        """
        using AsyncJobs;

        public class Pages(HttpClient http)
        {
            public Task<HttpResponseMessage> Get(Uri url, InvocationBudget budget, CancellationToken cancellationToken) => http.GetAsync(url, cancellationToken);
        }
        """);

    [Fact]
    public Task Without_anything_in_scope_it_is_the_current_budget() => new Code(
        """
        namespace Shop;

        public class Prices(HttpClient http)
        {
            public async Task<string> Get() => await http.{|AJ1002:GetStringAsync|}("/prices");
        }
        """).Becomes(
        "Pass 'InvocationBudget.Current.Token'",
        """
        using AsyncJobs;

        namespace Shop;

        public class Prices(HttpClient http)
        {
            public async Task<string> Get() => await http.GetStringAsync("/prices", InvocationBudget.Current.Token);
        }
        """);

    [Fact]
    public Task None_is_replaced() => new Code(
        """
        using AsyncJobs;

        public class Prices(HttpClient http)
        {
            public Task<HttpResponseMessage> Get(HttpRequestMessage request, InvocationBudget budget) =>
                http.{|AJ1002:SendAsync|}(request, /* never */ CancellationToken.None);
        }
        """).Becomes(
        "Pass 'budget.Token'",
        """
        using AsyncJobs;

        public class Prices(HttpClient http)
        {
            public Task<HttpResponseMessage> Get(HttpRequestMessage request, InvocationBudget budget) =>
                http.SendAsync(request, /* never */ budget.Token);
        }
        """);

    [Fact]
    public Task A_handler_of_Lambda_makes_its_budget() => new Code(
        """
        using Amazon.Lambda.Core;

        public class Function
        {
            private static readonly HttpClient s_http = new();

            public async Task<string> Handle(string url, ILambdaContext context) => await s_http.{|AJ1002:GetStringAsync|}(url);
        }
        """).Becomes(
        "Pass 'budget.Token'",
        """
        using Amazon.Lambda.Core;
        using AsyncJobs;

        public class Function
        {
            private static readonly HttpClient s_http = new();

            public async Task<string> Handle(string url, ILambdaContext context)
            {
                using InvocationBudget budget = context.CreateBudget();
                return await s_http.GetStringAsync(url, budget.Token);
            }
        }
        """);

    [Fact]
    public Task A_method_that_hands_its_token_on_is_given_one_everywhere() => new Code(
        """
        using Amazon.Lambda.Core;
        using Refit;

        public interface INews
        {
            [Get("/headlines")]
            Task<string[]> Headlines(CancellationToken cancellationToken = default);
        }

        public class Function(INews news)
        {
            public async Task<int> Handle(string url, ILambdaContext context) =>
                (await {|AJ1006:Read|}()).Length + (await {|AJ1006:Read|}(CancellationToken.None)).Length;

            private Task<string[]> Read(CancellationToken token = default) => news.Headlines(token);
        }
        """)
    {
        Libraries = ["AmazonLambdaCore", "Refit"],
    }.BecomesEverywhere(
        "Pass 'budget.Token'",
        FixAllScope.Project,
        """
        using Amazon.Lambda.Core;
        using AsyncJobs;
        using Refit;

        public interface INews
        {
            [Get("/headlines")]
            Task<string[]> Headlines(CancellationToken cancellationToken = default);
        }

        public class Function(INews news)
        {
            public async Task<int> Handle(string url, ILambdaContext context)
            {
                using InvocationBudget budget = context.CreateBudget();
                return (await Read(budget.Token)).Length + (await Read(budget.Token)).Length;
            }

            private Task<string[]> Read(CancellationToken token = default) => news.Headlines(token);
        }
        """);

    [Theory]
    [InlineData("string text = await http.GetStringAsync(url, «»);", "CancellationToken token = budget.Token;", "token")]
    [InlineData("string text = await http.GetStringAsync(url, «»);", "using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(budget.Token);", "source.Token")]
    [InlineData("string text = await http.GetStringAsync(url, «»);", "InvocationBudget part = budget.Slice(0.5);", "part.Token")]
    [InlineData("string text = await http.GetStringAsync(url, «»);", "CancellationToken never = CancellationToken.None;", "budget.Token")]
    [InlineData("string text = await http.GetStringAsync(url, «»);", "using CancellationTokenSource never = new();", "budget.Token")]
    [InlineData("string text = await http.GetStringAsync(url, «»);", "using CancellationTokenSource unused = new(TimeSpan.FromSeconds(5));", "budget.Token")]
    [InlineData("string text = await http.GetStringAsync(url, «»); CancellationToken later = budget.Token;", "", "budget.Token")]
    [InlineData("Func<Task<string>> get = static () => s_http.GetStringAsync(\"/\", «»);", "", "InvocationBudget.Current.Token")]
    [InlineData("Func<Task<string>> get = () => s_http.GetStringAsync(\"/\", «»);", "", "budget.Token")]
    [InlineData("Func<CancellationToken, Task<string>> get = stop => s_http.GetStringAsync(\"/\", «»);", "", "stop")]
    [InlineData("Func<CancellationToken, Task<string>> get = @event => s_http.GetStringAsync(\"/\", «»);", "", "@event")]
    [InlineData("Func<CancellationToken, Task<string>> get = _ => s_http.GetStringAsync(\"/\", «»);", "", "budget.Token")]
    [InlineData("static Task<string> Get() => s_http.GetStringAsync(\"/\", «»); await Get();", "", "InvocationBudget.Current.Token")]
    [InlineData("static Task<string> Get(InvocationBudget mine) => s_http.GetStringAsync(\"/\", «»); await Get(budget);", "", "mine.Token")]
    [InlineData("Task<string> Get() => s_http.GetStringAsync(\"/\", «»); await Get();", "", "budget.Token")]
    public Task What_is_in_scope_is_taken(string statement, string declaration, string token)
    {
        return new Code(Around(statement.Replace("GetStringAsync", "{|AJ1002:GetStringAsync|}", StringComparison.Ordinal).Replace(", «»", "", StringComparison.Ordinal)))
            .Becomes($"Pass '{token}'", Around(statement.Replace("«»", token, StringComparison.Ordinal)));

        string Around(string text) =>
            $$"""
            using AsyncJobs;

            public class Pages(HttpClient http)
            {
                private static readonly HttpClient s_http = new();

                public async Task Get(string url, InvocationBudget budget)
                {
                    {{declaration}}
                    {{text}}
                    await Task.Delay(1, http is null ? default : budget.Token);
                }
            }
            """;
    }

    [Fact]
    public Task A_token_that_ends_after_a_fixed_time_is_not_passed() => new Code(
        """
        using AsyncJobs;

        public class Pages(HttpClient http)
        {
            public async Task Get(string url)
            {
                using CancellationTokenSource source = new(5000);
                await Task.Delay(100, source.Token);
                await http.{|AJ1002:GetAsync|}(url);
            }
        }
        """).Offers("Pass 'InvocationBudget.Current.Token'");

    [Fact]
    public Task A_job_that_a_class_holds_is_taken() => new Code(
        """
        using AsyncJobs;

        public class Pages(HttpClient http, JobContext job)
        {
            public Task<string> Get(string url) => http.{|AJ1002:GetStringAsync|}(url);
        }
        """).Becomes(
        "Pass 'job.CancellationToken'",
        """
        using AsyncJobs;

        public class Pages(HttpClient http, JobContext job)
        {
            public Task<string> Get(string url) => http.GetStringAsync(url, job.CancellationToken);
        }
        """);

    [Fact]
    public Task A_budget_in_a_field_is_taken_where_it_can_be_reached() => new Code(
        """
        using AsyncJobs;

        public class Pages(HttpClient http, InvocationBudget given)
        {
            private static readonly HttpClient s_http = new();
            private readonly InvocationBudget _budget = given;

            public Task<string> Get(string url) => http.{|AJ1002:GetStringAsync|}(url);

            public static Task<string> GetShared(string url) => s_http.{|AJ1002:GetStringAsync|}(url);
        }
        """).BecomesEverywhere(
        "Pass '_budget.Token'",
        FixAllScope.Document,
        """
        using AsyncJobs;

        public class Pages(HttpClient http, InvocationBudget given)
        {
            private static readonly HttpClient s_http = new();
            private readonly InvocationBudget _budget = given;

            public Task<string> Get(string url) => http.GetStringAsync(url, _budget.Token);

            public static Task<string> GetShared(string url) => s_http.GetStringAsync(url, InvocationBudget.Current.Token);
        }
        """);

    [Fact]
    public Task Code_of_CSharp_7_makes_the_budget_itself() => new Code(
        """
        using System;
        using System.Net.Http;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        namespace Legacy
        {
            public class Function
            {
                private static readonly HttpClient httpClient = new HttpClient();

                public async Task<string> FunctionHandler(string url, ILambdaContext context)
                {
                    var response = await httpClient.{|AJ1002:GetAsync|}(url).ConfigureAwait(false);
                    return response.ReasonPhrase;
                }
            }
        }
        """)
    {
        Language = LanguageVersion.CSharp7_3,
        Nullable = Microsoft.CodeAnalysis.NullableContextOptions.Disable,
    }.Becomes(
        "Pass 'budget.Token'",
        """
        using System;
        using System.Net.Http;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;
        using AsyncJobs;

        namespace Legacy
        {
            public class Function
            {
                private static readonly HttpClient httpClient = new HttpClient();

                public async Task<string> FunctionHandler(string url, ILambdaContext context)
                {
                    using (var budget = InvocationBudget.FromRemaining(context.RemainingTime, TimeSpan.FromSeconds(1)))
                    {
                        var response = await httpClient.GetAsync(url, budget.Token).ConfigureAwait(false);
                        return response.ReasonPhrase;
                    }
                }
            }
        }
        """);

    [Fact]
    public Task Code_that_runs_before_any_invocation_has_no_current_budget() => new Code(
        """
        HttpClient client = new();
        Console.WriteLine(await client.{|AJ1002:GetStringAsync|}("https://a.example/"));
        """)
    {
        IsProgram = true,
    }.Offers();

    [Fact]
    public Task A_generic_and_partial_type_is_no_different() => new Code(
        """
        using System.Net.Http.Json;
        using AsyncJobs;

        public abstract partial class Api<T>(HttpClient http)
            where T : class
        {
            public virtual async Task<T?> Get(string id, InvocationBudget? budget) =>
                await http.{|AJ1002:GetFromJsonAsync|}<T>($"{typeof(T).Name}/{id}");
        }
        """).Offers("Pass 'budget.Token'");

    [Fact]
    public Task Refit_calls_are_given_the_token() => new Code(
        """
        using AsyncJobs;
        using Refit;

        public interface IPrices
        {
            [Get("/prices/{id}")]
            Task<string> GetAsync(string id, CancellationToken cancellationToken = default);
        }

        public class Shop(IPrices prices)
        {
            public Task<string> Price(InvocationBudget budget) => prices.{|AJ1006:GetAsync|}("1");
        }
        """)
    {
        Libraries = ["AmazonLambdaCore", "Refit"],
    }.Becomes(
        "Pass 'budget.Token'",
        """
        using AsyncJobs;
        using Refit;

        public interface IPrices
        {
            [Get("/prices/{id}")]
            Task<string> GetAsync(string id, CancellationToken cancellationToken = default);
        }

        public class Shop(IPrices prices)
        {
            public Task<string> Price(InvocationBudget budget) => prices.GetAsync("1", budget.Token);
        }
        """);

    [Fact]
    public Task A_lambda_that_is_an_expression_tree_is_no_different() => new Code(
        """
        using System.Linq.Expressions;
        using AsyncJobs;

        public class Pages
        {
            private static readonly HttpClient s_http = new();

            public static Expression<Func<string, Task<string>>> Get { get; } = url => s_http.{|AJ1002:GetStringAsync|}(url);
        }
        """).Offers("Pass 'InvocationBudget.Current.Token'");

    [Fact]
    public Task The_handler_enters_the_budget_whose_token_is_passed() => new Code(
        """
        using Amazon.Lambda.Core;

        public class Function(HttpClient http)
        {
            public async Task<string> Handle(string url, ILambdaContext context) => await Get(url);

            private Task<string> Get(string url) => http.{|AJ1002:GetStringAsync|}(url);
        }
        """).Becomes(
        "Pass 'InvocationBudget.Current.Token'",
        """
        using Amazon.Lambda.Core;
        using AsyncJobs;

        public class Function(HttpClient http)
        {
            public async Task<string> Handle(string url, ILambdaContext context)
            {
                using InvocationBudget budget = context.CreateBudget();
                using EnteredScope entered = budget.Enter();
                return await Get(url);
            }

            private Task<string> Get(string url) => http.GetStringAsync(url, InvocationBudget.Current.Token);
        }
        """);

    [Fact]
    public Task The_current_token_is_not_passed_where_the_handler_cannot_enter_a_budget() => new Code(
        """
        using Amazon.Lambda.Core;

        public class Function(HttpClient http)
        {
            public async IAsyncEnumerable<string> Handle(string url, ILambdaContext context)
            {
                yield return await Get(url);
            }

            private Task<string> Get(string url) => http.{|AJ1002:GetStringAsync|}(url);
        }
        """).Offers();

    [Fact]
    public Task A_method_that_hands_its_token_on_is_passed_none_that_nothing_cancels() => new Code(
        """
        using Amazon.Lambda.Core;

        public class Function(HttpClient http)
        {
            public async IAsyncEnumerable<string> Handle(string url, ILambdaContext context)
            {
                yield return await Read(url);
            }

            private Task<string> Read(string url) => {|AJ1002:Get|}(url);

            private Task<string> Get(string url, CancellationToken token = default) => http.GetStringAsync(url, token);
        }
        """).Offers();

    [Theory]
    [InlineData(
        "await s_retries.{|AJ1002:ExecuteAsync|}(async token => await http.GetStringAsync(url, token))",
        "await s_retries.ExecuteAsync(async token => await http.GetStringAsync(url, token), job.CancellationToken)")]
    [InlineData(
        "await s_retries.{|AJ1002:ExecuteAsync|}(async token => await http.GetStringAsync(url, token), CancellationToken.None)",
        "await s_retries.ExecuteAsync(async token => await http.GetStringAsync(url, token), job.CancellationToken)")]
    [InlineData(
        "await s_retries.{|AJ1002:ExecuteAsync|}(static async (state, token) => await state.http.GetStringAsync(state.url, token), (http, url))",
        "await s_retries.ExecuteAsync(static async (state, token) => await state.http.GetStringAsync(state.url, token), (http, url), job.CancellationToken)")]
    public Task The_execution_of_a_pipeline_without_a_timeout(string before, string after) =>
        new Code(AroundPipeline(before)) { Libraries = ["AmazonLambdaCore", "PollyV8"] }.Becomes("Pass 'job.CancellationToken'", AroundPipeline(after));

    private static string AroundPipeline(string execution) => $$"""
        using AsyncJobs;
        using Polly;
        using Polly.Retry;

        public sealed class Prices(HttpClient http)
        {
            private static readonly ResiliencePipeline s_retries = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions()).Build();

            public async Task<string> Get(string url, JobContext job) => {{execution}};
        }
        """;
}
