using AsyncJobs.CodeFixes.Tests.Harness;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AsyncJobs.CodeFixes.Tests;

/// <summary>The fix that puts a client under the budget where it is made or registered.</summary>
public sealed class BudgetHandlerTests
{
    private const string Title = "Put the client under the budget";

    [Theory]
    [InlineData("HttpClient _pricing = new();", "HttpClient _pricing = BudgetHttpClient.Create(\"pricing\");")]
    [InlineData("HttpClient _pricingClient = new HttpClient();", "HttpClient _pricingClient = BudgetHttpClient.Create(\"pricing\");")]
    [InlineData("HttpClient _http = new();", "HttpClient _http = BudgetHttpClient.Create(\"link-checker\");")]
    [InlineData(
        "HttpClient _stockApi = new() { BaseAddress = new(\"https://stock.example/\") };",
        "HttpClient _stockApi = BudgetHttpClient.Create(\"stock-api\", new Uri(\"https://stock.example/\"));")]
    [InlineData(
        "HttpClient _pricing = new HttpClient { MaxResponseContentBufferSize = 1000 };",
        "HttpClient _pricing = new HttpClient(new BudgetHandler(\"pricing\", new SocketsHttpHandler())) { MaxResponseContentBufferSize = 1000, Timeout = Timeout.InfiniteTimeSpan };")]
    [InlineData(
        "HttpClient _pricing = new HttpClient(new SocketsHttpHandler());",
        "HttpClient _pricing = new HttpClient(new BudgetHandler(\"pricing\", new SocketsHttpHandler())) { Timeout = Timeout.InfiniteTimeSpan };")]
    [InlineData(
        "HttpClient _pricing = new(s_handler, disposeHandler: false);",
        "HttpClient _pricing = new(new BudgetHandler(\"pricing\", s_handler), disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };")]
    [InlineData(
        "HttpClient _pricing = new(s_handler)\n    {\n        BaseAddress = new(\"https://pricing.example/\"),\n    };",
        "HttpClient _pricing = new(new BudgetHandler(\"pricing\", s_handler))\n    {\n        BaseAddress = new(\"https://pricing.example/\"),\n        Timeout = Timeout.InfiniteTimeSpan,\n    };")]
    [InlineData(
        "HttpClient _pricing = new()\n    {\n        // Far away.\n        BaseAddress = new(\"https://pricing.example/\"),\n    };",
        "HttpClient _pricing = new(new BudgetHandler(\"pricing\", new SocketsHttpHandler()))\n    {\n        // Far away.\n        BaseAddress = new(\"https://pricing.example/\"),\n        Timeout = Timeout.InfiniteTimeSpan,\n    };")]
    [InlineData(
        "HttpClient _pricing = new(new Retries(new SocketsHttpHandler()));",
        "HttpClient _pricing = new(new BudgetHandler(\"pricing\", new Retries(new SocketsHttpHandler()))) { Timeout = Timeout.InfiniteTimeSpan };")]
    [InlineData(
        "HttpClient _pricing = new(new Retries { InnerHandler = s_handler });",
        "HttpClient _pricing = new(new BudgetHandler(\"pricing\", new Retries { InnerHandler = s_handler })) { Timeout = Timeout.InfiniteTimeSpan };")]
    [InlineData("Lazy<HttpClient> _pricing = new(() => new HttpClient());", "Lazy<HttpClient> _pricing = new(() => BudgetHttpClient.Create(\"http\"));")]
    [InlineData("HttpMessageInvoker _pricing = new(s_handler);", "HttpMessageInvoker _pricing = new(new BudgetHandler(\"pricing\", s_handler));")]
    public Task A_client_that_is_made_here(string before, string after)
    {
        bool isLazy = before.StartsWith("Lazy", StringComparison.Ordinal);
        string name = before.Split(' ')[1];
        return new Code(Around(before, "{|AJ1002:SendAsync|}")).Becomes(Title, Around(after, "SendAsync"));

        string Around(string declaration, string send) =>
            $$"""
            using AsyncJobs;

            public class Retries : DelegatingHandler
            {
                public Retries()
                {
                }

                public Retries(HttpMessageHandler inner)
                    : base(inner)
                {
                }
            }

            public class LinkChecker
            {
                private static readonly SocketsHttpHandler s_handler = new();
                private readonly {{declaration}}

                public Task<HttpResponseMessage> Get(HttpRequestMessage request) => {{name}}{{(isLazy ? ".Value" : "")}}.{{send}}(request, default);
            }

            public static class Jobs
            {
                private static readonly LinkChecker s_checker = new();

                [AsyncJob("POST /checks")]
                public static async Task<int> Check(string url) => (int)(await s_checker.Get(new HttpRequestMessage(HttpMethod.Get, url))).StatusCode;
            }
            """;
    }

    [Fact]
    public Task The_timeout_goes_where_the_client_is_made() => new Code(
        """
        public class Prices
        {
            private static readonly HttpClient s_prices = new HttpClient { {|AJ1001:Timeout = TimeSpan.FromSeconds(30)|}, BaseAddress = new Uri("https://a.example/") };

            public Task<string> Get(string url) => s_prices.{|AJ1002:GetStringAsync|}(url);
        }
        """,
        Entering("Prices")).Becomes(
        Title,
        """
        using AsyncJobs;

        public class Prices
        {
            private static readonly HttpClient s_prices = BudgetHttpClient.Create("prices", new Uri("https://a.example/"));

            public Task<string> Get(string url) => s_prices.GetStringAsync(url);
        }
        """);

    [Fact]
    public Task The_statement_that_sets_the_timeout_goes() => new Code(
        """
        using AsyncJobs;

        public class Prices
        {
            private readonly HttpClient _http;

            public Prices()
            {
                _http = new HttpClient();
                // Given time.
                {|AJ1001:_http.Timeout = TimeSpan.FromSeconds(30)|};
                _http.DefaultRequestHeaders.Add("x-a", "b");
            }

            public Task<string> Get(string url) => _http.{|AJ1002:GetStringAsync|}(url);
        }
        """,
        Entering("Prices")).Becomes(
        Title,
        """
        using AsyncJobs;

        public class Prices
        {
            private readonly HttpClient _http;

            public Prices()
            {
                _http = BudgetHttpClient.Create("prices");
                // Given time.
                _http.DefaultRequestHeaders.Add("x-a", "b");
            }

            public Task<string> Get(string url) => _http.GetStringAsync(url);
        }
        """);

    [Theory]
    [InlineData("services.AddHttpClient(\"pricing\");", "services.AddHttpClient(\"pricing\").AddBudget(\"pricing\");")]
    [InlineData(
        "services.AddHttpClient(\"pricing\", client => client.BaseAddress = new Uri(\"https://a.example/\"));",
        "services.AddHttpClient(\"pricing\", client => client.BaseAddress = new Uri(\"https://a.example/\")).AddBudget(\"pricing\");")]
    [InlineData(
        "services.AddHttpClient(\"pricing\")\n            .ConfigureHttpClient(client => client.BaseAddress = new Uri(\"https://a.example/\"));",
        "services.AddHttpClient(\"pricing\")\n            .ConfigureHttpClient(client => client.BaseAddress = new Uri(\"https://a.example/\"))\n            .AddBudget(\"pricing\");")]
    public Task A_named_client(string before, string after)
    {
        const string Caller =
            """
            public class Prices(IHttpClientFactory clients)
            {
                public Task<string> Get(string url) => clients.CreateClient("pricing").{|AJ1002:GetStringAsync|}(url);
            }
            """;
        return new Code(Caller, Around("", before), Entering("Prices")) { Libraries = ["AmazonLambdaCore", "MicrosoftExtensionsHttp"] }
            .Becomes(Title, Caller.Replace("{|AJ1002:GetStringAsync|}", "GetStringAsync", StringComparison.Ordinal), Around("using AsyncJobs;\n", after));

        static string Around(string directive, string statement) =>
            $$"""
            {{directive}}using Microsoft.Extensions.DependencyInjection;

            public static class Startup
            {
                public static void Add(IServiceCollection services)
                {
                    services.AddHttpClient("other");
                    {{statement}}
                }
            }
            """;
    }

    [Fact]
    public Task A_typed_client_is_named_by_its_type() => new Code(
        """
        public interface IStockApi;

        public class StockApiClient(HttpClient http) : IStockApi
        {
            public Task<string> Get(string url) => http.{|AJ1002:GetStringAsync|}(url);
        }
        """,
        """
        using Microsoft.Extensions.DependencyInjection;

        services: ServiceCollectionHolder.Services.AddHttpClient<IStockApi, StockApiClient>();

        public static class ServiceCollectionHolder
        {
            public static IServiceCollection Services => throw new NotSupportedException();
        }
        """,
        Entering("StockApiClient"))
    {
        Libraries = ["AmazonLambdaCore", "MicrosoftExtensionsHttp"],
        IsProgram = true,
    }.Becomes(
        Title,
        """
        public interface IStockApi;

        public class StockApiClient(HttpClient http) : IStockApi
        {
            public Task<string> Get(string url) => http.GetStringAsync(url);
        }
        """,
        """
        using AsyncJobs;
        using Microsoft.Extensions.DependencyInjection;

        services: ServiceCollectionHolder.Services.AddHttpClient<IStockApi, StockApiClient>().AddBudget("stock-api");

        public static class ServiceCollectionHolder
        {
            public static IServiceCollection Services => throw new NotSupportedException();
        }
        """);

    [Theory]
    [InlineData(
        "services.AddHttpClient(\"pricing\", client => {|AJ1001:client.Timeout = TimeSpan.FromSeconds(30)|});",
        "services.AddHttpClient(\"pricing\").AddBudget(\"pricing\");")]
    [InlineData(
        "services.AddHttpClient(\"pricing\").ConfigureHttpClient(client => {|AJ1001:client.Timeout = TimeSpan.FromSeconds(30)|});",
        "services.AddHttpClient(\"pricing\").AddBudget(\"pricing\");")]
    [InlineData(
        "services.AddHttpClient(\"price list\", client => { {|AJ1001:client.Timeout = TimeSpan.FromSeconds(30)|}; });",
        "services.AddHttpClient(\"price list\", client => { client.Timeout = Timeout.InfiniteTimeSpan; }).AddBudget(\"price-list\");")]
    [InlineData(
        "services.AddHttpClient(\"pricing\", client =>\n        {\n            client.BaseAddress = new Uri(\"https://a.example/\");\n            {|AJ1001:client.Timeout = TimeSpan.FromSeconds(30)|};\n        });",
        "services.AddHttpClient(\"pricing\", client =>\n        {\n            client.BaseAddress = new Uri(\"https://a.example/\");\n        }).AddBudget(\"pricing\");")]
    [InlineData(
        "services.AddHttpClient(\"pricing\")\n            // It is slow.\n            .ConfigureHttpClient(client => {|AJ1001:client.Timeout = TimeSpan.FromSeconds(30)|})\n            // Thrice.\n            .AddHttpMessageHandler(() => new Retries());",
        "services.AddHttpClient(\"pricing\")\n            // It is slow.\n            .AddBudget(\"pricing\")\n            // Thrice.\n            .AddHttpMessageHandler(() => new Retries());")]
    [InlineData(
        "services.AddHttpClient(\"pricing\")\n            // It is slow.\n            .ConfigureHttpClient(client => {|AJ1001:client.Timeout = TimeSpan.FromSeconds(30)|});",
        "services.AddHttpClient(\"pricing\")\n            // It is slow.\n            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)\n            .AddBudget(\"pricing\");")]
    [InlineData(
        "services.AddHttpClient(\"pricing\", /* It is slow. */ client => {|AJ1001:client.Timeout = TimeSpan.FromSeconds(30)|});",
        "services.AddHttpClient(\"pricing\", /* It is slow. */ client => client.Timeout = Timeout.InfiniteTimeSpan).AddBudget(\"pricing\");")]
    public Task The_timeout_of_a_registration_goes(string before, string after)
    {
        const string Caller =
            """
            public class Prices(IHttpClientFactory clients)
            {
                public async Task<string> Get(string url, CancellationToken token) =>
                    await clients.CreateClient("pricing").GetStringAsync(url, token) + await clients.CreateClient("price list").GetStringAsync(url, token);
            }

            public class Retries : DelegatingHandler;
            """;
        return new Code(Around(before), Caller) { Libraries = ["AmazonLambdaCore", "MicrosoftExtensionsHttp"] }.Becomes(Title, Around(after));

        static string Around(string statement) =>
            $$"""
            using AsyncJobs;
            using Microsoft.Extensions.DependencyInjection;

            public static class Startup
            {
                public static void Add(IServiceCollection services)
                {
                    {{statement}}
                }
            }
            """;
    }

    [Fact]
    public Task A_client_that_comes_from_elsewhere_is_not_offered_one() => new Code(
        """
        public class Prices(HttpClient http)
        {
            public Task<string> Get(string url) => http.{|AJ1002:GetStringAsync|}(url);
        }
        """).Offers("Pass 'InvocationBudget.Current.Token'");

    [Theory]
    [InlineData("private static readonly Task<string> s_first = Get(\"first\");")]
    [InlineData("private static readonly Lazy<Task<string>> s_first = new(() => Get(\"first\"));")]
    [InlineData("static Prices() => Get(\"first\").Wait();")]
    [InlineData("private readonly string _first = First(); private static string First() => Get(\"first\").Result;")]
    public Task A_call_that_also_runs_before_any_invocation_keeps_its_client(string member) => new Code(
        $$"""
        using Amazon.Lambda.Core;
        using AsyncJobs;

        public class Prices
        {
            private static readonly HttpClient s_http = new();
            {{member}}

            public static Task<string> Get(string url) => s_http.{|AJ1002:GetStringAsync|}(url);
        }

        public class Function
        {
            public async Task<string> Handle(string url, ILambdaContext context)
            {
                using InvocationBudget budget = context.CreateBudget();
                using EnteredScope entered = budget.Enter();
                return await Prices.Get(url);
            }
        }
        """).Offers("Pass 'InvocationBudget.Current.Token'");

    [Fact]
    public Task Without_the_runtime_there_is_no_budget() => new Code(
        """
        public class Prices
        {
            private readonly HttpClient _http = new();

            public Task<string> Get(string url) => _http.{|AJ1002:GetStringAsync|}(url);
        }
        """)
    {
        WithRuntime = false,
    }.Offers();

    [Fact]
    public Task Registrations_everywhere() => new Code(
        """
        using AsyncJobs;
        using Microsoft.Extensions.DependencyInjection;

        public static class Startup
        {
            public static void Add(IServiceCollection services)
            {
                services.AddHttpClient("a", client => {|AJ1001:client.Timeout = TimeSpan.FromSeconds(30)|});
                services.AddHttpClient("b", client => {|AJ1001:client.Timeout = TimeSpan.FromSeconds(30)|});
            }
        }
        """,
        """
        public class Prices(IHttpClientFactory clients)
        {
            public async Task<string> Get(string url) =>
                await clients.CreateClient("a").{|AJ1002:GetStringAsync|}(url) + await clients.CreateClient("b").{|AJ1002:GetStringAsync|}(url);
        }
        """,
        Entering("Prices"))
    {
        Libraries = ["AmazonLambdaCore", "MicrosoftExtensionsHttp"],
    }.BecomesEverywhere(
        Title,
        FixAllScope.Project,
        """
        using AsyncJobs;
        using Microsoft.Extensions.DependencyInjection;

        public static class Startup
        {
            public static void Add(IServiceCollection services)
            {
                services.AddHttpClient("a").AddBudget("a");
                services.AddHttpClient("b").AddBudget("b");
            }
        }
        """,
        """
        public class Prices(IHttpClientFactory clients)
        {
            public async Task<string> Get(string url) =>
                await clients.CreateClient("a").GetStringAsync(url) + await clients.CreateClient("b").GetStringAsync(url);
        }
        """);

    [Fact]
    public Task A_client_whose_calls_nothing_reaches_that_can_be_seen_is_not_offered_one() => new Code(
        """
        public class Prices
        {
            private static readonly HttpClient s_http = new();

            public Task<string> Get(string url) => s_http.{|AJ1002:GetStringAsync|}(url);
        }
        """).Offers("Pass 'InvocationBudget.Current.Token'");

    [Theory]
    [InlineData("services.AddHttpClient(\"pricing\").AddHttpMessageHandler(() => new Retries());", "services.AddHttpClient(\"pricing\").AddBudget(\"pricing\").AddHttpMessageHandler(() => new Retries());")]
    [InlineData(
        "services.AddHttpClient(\"pricing\")\n            .ConfigureHttpClient(client => client.BaseAddress = new Uri(\"https://a.example/\")) // Ours.\n            // Thrice.\n            .AddHttpMessageHandler(() => new Retries())\n            .AddHttpMessageHandler(() => new Retries());",
        "services.AddHttpClient(\"pricing\")\n            .ConfigureHttpClient(client => client.BaseAddress = new Uri(\"https://a.example/\")) // Ours.\n            .AddBudget(\"pricing\")\n            // Thrice.\n            .AddHttpMessageHandler(() => new Retries())\n            .AddHttpMessageHandler(() => new Retries());")]
    public Task The_budget_is_around_handlers_that_retry(string before, string after)
    {
        return new Code(Around(before, "{|AJ1002:GetStringAsync|}"), Entering("Prices")) { Libraries = ["AmazonLambdaCore", "MicrosoftExtensionsHttp"] }
            .Becomes(Title, Around(after, "GetStringAsync"));

        static string Around(string statement, string send) =>
            $$"""
            using AsyncJobs;
            using Microsoft.Extensions.DependencyInjection;

            public class Retries : DelegatingHandler;

            public class Prices(IHttpClientFactory clients)
            {
                public Task<string> Get(string url) => clients.CreateClient("pricing").{{send}}(url);

                public static void Add(IServiceCollection services)
                {
                    {{statement}}
                }
            }
            """;
    }

    [Fact]
    public Task An_interface_of_Refit_is_registered_with_it() => new Code(
        """
        using Microsoft.Extensions.DependencyInjection;
        using Refit;

        public interface IPricesApi
        {
            [Get("/prices")]
            Task<string> GetAsync(CancellationToken cancellationToken = default);
        }

        public class Shop(IPricesApi prices)
        {
            public Task<string> Get(string url) => prices.{|AJ1006:GetAsync|}();

            public static void Add(IServiceCollection services) =>
                services.AddRefitClient<IPricesApi>()
                    .ConfigureHttpClient(client => client.BaseAddress = new Uri("https://a.example/"));
        }
        """,
        Entering("Shop"))
    {
        Libraries = ["AmazonLambdaCore", "Refit"],
    }.Becomes(
        Title,
        """
        using AsyncJobs;
        using Microsoft.Extensions.DependencyInjection;
        using Refit;

        public interface IPricesApi
        {
            [Get("/prices")]
            Task<string> GetAsync(CancellationToken cancellationToken = default);
        }

        public class Shop(IPricesApi prices)
        {
            public Task<string> Get(string url) => prices.GetAsync();

            public static void Add(IServiceCollection services) =>
                services.AddRefitClient<IPricesApi>()
                    .ConfigureHttpClient(client => client.BaseAddress = new Uri("https://a.example/"))
                    .AddBudget("prices-api");
        }
        """);

    // A handler that reaches the calls of this type and enters a budget.
    private static string Entering(string type) =>
        $$"""
        using Amazon.Lambda.Core;
        using AsyncJobs;

        public class Function({{type}} calling)
        {
            public async Task<string> Handle(string url, ILambdaContext context)
            {
                using InvocationBudget budget = context.CreateBudget();
                using EnteredScope entered = budget.Enter();
                return await calling.Get(url);
            }
        }
        """;

    [Fact]
    public Task A_client_with_calls_that_are_found_while_the_program_runs() => new Code(
        """
        using AsyncJobs;

        public static class Jobs
        {
            private static readonly HttpClient s_http = new() { {|AJ1001:Timeout = TimeSpan.FromSeconds(8)|} };

            [AsyncJob("POST /prices")]
            public static async Task<string> Run(string url, JobContext job) => await s_http.GetStringAsync(url, job.CancellationToken);

            public static Task<string> Read(string url)
            {
                dynamic client = s_http;
                return client.GetStringAsync(url);
            }
        }
        """).Offers();
}
