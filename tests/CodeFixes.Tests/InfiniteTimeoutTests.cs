using AsyncJobs.CodeFixes.Tests.Harness;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AsyncJobs.CodeFixes.Tests;

/// <summary>The fix that takes the limit from the client to its calls.</summary>
public sealed class InfiniteTimeoutTests
{
    private const string Alone = "Make the timeout infinite";
    private const string WithCalls = "Make the timeout infinite and pass the calls a token";

    [Fact]
    public Task The_calls_in_the_file_are_given_a_token() => new Code(
        """
        using AsyncJobs;

        public class Prices
        {
            private static readonly HttpClient s_http = new()
            {
                BaseAddress = new Uri("https://prices.example/"),
                {|AJ1001:Timeout = TimeSpan.FromSeconds(30)|}, // long enough
            };

            public Task<string> Get(string url, JobContext job) => s_http.{|AJ1002:GetStringAsync|}(url);

            public Task<string> Get(string url, CancellationToken stop) => s_http.GetStringAsync(url, stop);

            public static Task<HttpResponseMessage> Ping() => s_http.{|AJ1002:GetAsync|}("/");
        }
        """).Becomes(
        WithCalls,
        """
        using AsyncJobs;

        public class Prices
        {
            private static readonly HttpClient s_http = new()
            {
                BaseAddress = new Uri("https://prices.example/"),
                Timeout = Timeout.InfiniteTimeSpan, // long enough
            };

            public Task<string> Get(string url, JobContext job) => s_http.GetStringAsync(url, job.CancellationToken);

            public Task<string> Get(string url, CancellationToken stop) => s_http.GetStringAsync(url, stop);

            public static Task<HttpResponseMessage> Ping() => s_http.{|AJ1002:GetAsync|}("/");
        }
        """);

    [Fact]
    public Task Code_that_runs_before_any_invocation_is_still_reported() => new Code(
        """
        using Amazon.Lambda.Core;

        public class Function
        {
            private static readonly HttpClient s_http = new() { {|AJ1001:Timeout = TimeSpan.FromSeconds(8)|} };
            private static readonly string s_rates = s_http.{|AJ1002:GetStringAsync|}("https://rates.example/").Result;

            public string Handle(string currency, ILambdaContext context) => s_rates + currency;
        }
        """).Becomes(
        Alone,
        """
        using Amazon.Lambda.Core;

        public class Function
        {
            private static readonly HttpClient s_http = new() { Timeout = Timeout.InfiniteTimeSpan };
            private static readonly string s_rates = s_http.{|AJ1002:GetStringAsync|}("https://rates.example/").Result;

            public string Handle(string currency, ILambdaContext context) => s_rates + currency;
        }
        """);

    [Fact]
    public Task The_calls_of_a_library_without_a_handler_are_still_reported() => new Code(
        """
        public class Prices
        {
            private static readonly HttpClient s_http = new() { {|AJ1001:Timeout = TimeSpan.FromSeconds(8)|} };

            public Task<string> Get(string url) => s_http.{|AJ1002:GetStringAsync|}(url);
        }
        """).Offers(Alone);

    [Theory]
    [InlineData("dynamic client = s_http; return client.GetStringAsync(url);")]
    [InlineData("dynamic address = url; return s_http.GetStringAsync(address);")]
    [InlineData("return Read(s_http, url); static Task<string> Read(dynamic client, string url) => client.GetStringAsync(url);")]
    [InlineData("return Task.FromResult(new RestSharp.RestClient(s_http) + url);")]
    [InlineData("return s_http.GetStringAsync(url, InvocationBudget.Current.Token);")]
    public Task A_timeout_stays_that_is_all_that_limits_a_call(string statement) => new Code(
        $$"""
        using AsyncJobs;

        public class Prices
        {
            private static readonly HttpClient s_http = new() { {|AJ1001:Timeout = TimeSpan.FromSeconds(8)|} };

            public Task<string> Get(string url)
            {
                {{statement}}
            }
        }
        """)
    {
        Libraries = ["AmazonLambdaCore", "RestSharpV112"],
    }.Offers();

    [Fact]
    public Task A_client_whose_calls_have_tokens() => new Code(
        """
        public class Prices
        {
            private readonly HttpClient _http;

            public Prices(HttpClient http)
            {
                _http = http;
                {|AJ1001:_http.Timeout = TimeSpan.FromSeconds(30)|};
            }

            public Task<string> Get(string url, CancellationToken stop) => _http.GetStringAsync(url, stop);
        }
        """).Becomes(
        Alone,
        """
        public class Prices
        {
            private readonly HttpClient _http;

            public Prices(HttpClient http)
            {
                _http = http;
                _http.Timeout = Timeout.InfiniteTimeSpan;
            }

            public Task<string> Get(string url, CancellationToken stop) => _http.GetStringAsync(url, stop);
        }
        """);

    [Fact]
    public Task A_registration() => new Code(
        """
        using Microsoft.Extensions.DependencyInjection;

        public static class Startup
        {
            public static void Add(IServiceCollection services) => services.AddHttpClient("prices", client => {|AJ1001:client.Timeout = TimeSpan.FromSeconds(30)|});
        }
        """)
    {
        Libraries = ["AmazonLambdaCore", "MicrosoftExtensionsHttp"],
    }.Becomes(
        Alone,
        """
        using Microsoft.Extensions.DependencyInjection;

        public static class Startup
        {
            public static void Add(IServiceCollection services) => services.AddHttpClient("prices", client => client.Timeout = Timeout.InfiniteTimeSpan);
        }
        """);

    [Fact]
    public Task A_using_directive_is_added_where_Timeout_is_not_known() => new Code(
        """
        using System;
        using System.Net.Http;

        public static class Clients
        {
            public static readonly HttpClient Prices = new HttpClient { {|AJ1001:Timeout = TimeSpan.FromSeconds(30)|} };
        }
        """)
    {
        WithImplicitUsings = false,
    }.Becomes(
        Alone,
        """
        using System;
        using System.Net.Http;
        using System.Threading;

        public static class Clients
        {
            public static readonly HttpClient Prices = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        }
        """);

    [Fact]
    public Task A_class_that_has_a_Timeout_of_its_own_gets_the_name_in_full() => new Code(
        """
        public class Clients
        {
            public int Timeout { get; } = 30;

            public HttpClient Make() => new() { {|AJ1001:Timeout = TimeSpan.FromSeconds(30)|} };
        }
        """).Becomes(
        Alone,
        """
        public class Clients
        {
            public int Timeout { get; } = 30;

            public HttpClient Make() => new() { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        }
        """);

    [Fact]
    public Task A_time_that_is_passed_to_a_factory() => new Code(
        """
        public static class Clients
        {
            public static readonly HttpClient Prices = Make({|AJ1001:TimeSpan.FromSeconds(30)|}), Stock = Make({|AJ1001:TimeSpan.FromSeconds(20)|});

            private static HttpClient Make(TimeSpan timeout) => new() { Timeout = timeout };
        }
        """).BecomesEverywhere(
        Alone,
        FixAllScope.Document,
        """
        public static class Clients
        {
            public static readonly HttpClient Prices = Make(Timeout.InfiniteTimeSpan), Stock = Make(Timeout.InfiniteTimeSpan);

            private static HttpClient Make(TimeSpan timeout) => new() { Timeout = timeout };
        }
        """);

    [Fact]
    public Task Without_the_runtime_the_calls_are_reported_by_their_own_rule() => new Code(
        """
        public class Prices
        {
            private static readonly HttpClient s_http = new() { {|AJ1001:Timeout = TimeSpan.FromSeconds(30)|} };

            public Task<string> Get(string url) => s_http.{|AJ1002:GetStringAsync|}(url);
        }
        """)
    {
        WithRuntime = false,
    }.Becomes(
        Alone,
        """
        public class Prices
        {
            private static readonly HttpClient s_http = new() { Timeout = Timeout.InfiniteTimeSpan };

            public Task<string> Get(string url) => s_http.{|AJ1002:GetStringAsync|}(url);
        }
        """);

    [Fact]
    public Task Everywhere() => new Code(
        """
        using AsyncJobs;

        public class Prices(InvocationBudget budget)
        {
            private readonly HttpClient _a = new() { {|AJ1001:Timeout = TimeSpan.FromSeconds(30)|} };
            private readonly HttpClient _b = new() { {|AJ1001:Timeout = TimeSpan.FromSeconds(40)|} };

            public async Task<string> Get(string url) => await _a.{|AJ1002:GetStringAsync|}(await _b.{|AJ1002:GetStringAsync|}(url));
        }
        """).BecomesEverywhere(
        WithCalls,
        FixAllScope.Project,
        """
        using AsyncJobs;

        public class Prices(InvocationBudget budget)
        {
            private readonly HttpClient _a = new() { Timeout = Timeout.InfiniteTimeSpan };
            private readonly HttpClient _b = new() { Timeout = Timeout.InfiniteTimeSpan };

            public async Task<string> Get(string url) => await _a.GetStringAsync(await _b.GetStringAsync(url, budget.Token), budget.Token);
        }
        """);

    [Fact]
    public Task The_handlers_enter_the_budget_whose_token_the_calls_are_passed() => new Code(
        """
        using Amazon.Lambda.Core;

        public class Function
        {
            private static readonly HttpClient Shared = new() { {|AJ1001:Timeout = TimeSpan.FromSeconds(8)|} };

            public Task<string> H(string url, ILambdaContext context) => Get(url);

            private static Task<string> Get(string url) => Shared.{|AJ1002:GetStringAsync|}(url);
        }
        """).Becomes(
        "Make the timeout infinite and pass the calls a token",
        """
        using Amazon.Lambda.Core;
        using AsyncJobs;

        public class Function
        {
            private static readonly HttpClient Shared = new() { Timeout = Timeout.InfiniteTimeSpan };

            public async Task<string> H(string url, ILambdaContext context)
            {
                using InvocationBudget budget = context.CreateBudget();
                using EnteredScope entered = budget.Enter();
                return await Get(url);
            }

            private static Task<string> Get(string url) => Shared.GetStringAsync(url, InvocationBudget.Current.Token);
        }
        """);

    [Theory]
    [InlineData("new RestSharp.RestClient(http).ToString()", false)]
    [InlineData("http.ToString()", true)]
    public Task A_registered_client_that_a_library_is_given_keeps_its_timeout(string use, bool isOffered) => new Code(
        $$"""
        using Microsoft.Extensions.DependencyInjection;

        public class Prices(HttpClient http)
        {
            public override string? ToString() => {{use}};
        }

        public static class Startup
        {
            public static void Add(IServiceCollection services) =>
                services.AddHttpClient<Prices>(client => {|AJ1001:client.Timeout = TimeSpan.FromSeconds(30)|});
        }
        """)
    {
        Libraries = ["AmazonLambdaCore", "MicrosoftExtensionsHttp", "RestSharpV112"],
    }.Offers(isOffered ? [Alone] : []);
}
