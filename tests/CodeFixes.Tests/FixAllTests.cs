using AsyncJobs.CodeFixes.Tests.Harness;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AsyncJobs.CodeFixes.Tests;

/// <summary>The same fix everywhere: calls within calls, several a statement, several files.</summary>
public sealed class FixAllTests
{
    private const string Nested =
        """
        using AsyncJobs;

        public class Pages(HttpClient http)
        {
            public async Task<string> Join(string a, string b, InvocationBudget budget)
            {
                string both = await http.{|AJ1002:GetStringAsync|}(a) + await http.{|AJ1002:GetStringAsync|}(b);
                await http.{|AJ1002:PostAsync|}(both, new StringContent(await http.{|AJ1002:GetStringAsync|}(await http.{|AJ1002:GetStringAsync|}(a))));
                return both;
            }
        }
        """;

    private const string NestedAfter =
        """
        using AsyncJobs;

        public class Pages(HttpClient http)
        {
            public async Task<string> Join(string a, string b, InvocationBudget budget)
            {
                string both = await http.GetStringAsync(a, budget.Token) + await http.GetStringAsync(b, budget.Token);
                await http.PostAsync(both, new StringContent(await http.GetStringAsync(await http.GetStringAsync(a, budget.Token), budget.Token)), budget.Token);
                return both;
            }
        }
        """;

    private const string Other =
        """
        namespace Web;

        public class Others(HttpClient http)
        {
            public Task<string> Get(string url) => http.{|AJ1002:GetStringAsync|}(url);

            public Task<HttpResponseMessage> Get(string url, CancellationToken stop) => http.{|AJ1002:GetAsync|}(url, CancellationToken.None);
        }
        """;

    private const string OtherAfter =
        """
        using AsyncJobs;

        namespace Web;

        public class Others(HttpClient http)
        {
            public Task<string> Get(string url) => http.GetStringAsync(url, InvocationBudget.Current.Token);

            public Task<HttpResponseMessage> Get(string url, CancellationToken stop) => http.GetAsync(url, stop);
        }
        """;

    [Fact]
    public Task In_a_file() => new Code(Nested, Other).BecomesEverywhere("Pass 'budget.Token'", FixAllScope.Document, NestedAfter, Other);

    [Theory]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public Task In_all_files(FixAllScope scope) => new Code(Nested, Other).BecomesEverywhere("Pass 'budget.Token'", scope, NestedAfter, OtherAfter);

    [Fact]
    public Task What_cannot_be_mended_stays_and_the_rest_is_mended() => new Code(
        """
        using AsyncJobs;

        public class Pages(HttpClient http)
        {
            public async Task<int> Read(string url, InvocationBudget budget)
            {
                using HttpResponseMessage answer = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, budget.Token);
                await answer.Content.{|AJ1009:CopyToAsync|}(Stream.Null);
                using Stream stream = await http.GetStreamAsync(url, budget.Token);
                int first = stream.{|AJ1009:ReadByte|}();
                return first + await stream.{|AJ1009:ReadAsync|}(new byte[8], 0, 8);
            }
        }
        """).BecomesEverywhere(
        "Pass 'budget.Token'",
        FixAllScope.Project,
        """
        using AsyncJobs;

        public class Pages(HttpClient http)
        {
            public async Task<int> Read(string url, InvocationBudget budget)
            {
                using HttpResponseMessage answer = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, budget.Token);
                await answer.Content.CopyToAsync(Stream.Null, budget.Token);
                using Stream stream = await http.GetStreamAsync(url, budget.Token);
                int first = stream.{|AJ1009:ReadByte|}();
                return first + await stream.ReadAsync(new byte[8], 0, 8, budget.Token);
            }
        }
        """);

    [Fact]
    public Task Clients_that_one_change_mends_are_changed_once() => new Code(
        """
        public class Prices
        {
            private readonly HttpClient _http = new() { BaseAddress = new Uri("https://prices.example/") };

            public async Task<string> Get() => await _http.{|AJ1002:GetStringAsync|}("a") + await _http.{|AJ1002:GetStringAsync|}("b");
        }
        """,
        """
        public class Stock
        {
            private readonly HttpClient _stock = new();

            public Task<string> Get() => _stock.{|AJ1002:GetStringAsync|}("a");
        }
        """,
        """
        using AsyncJobs;

        public sealed class Jobs
        {
            private static readonly Prices s_prices = new();
            private static readonly Stock s_stock = new();

            [AsyncJob("POST /readings")]
            public async Task<string> Read() => await s_prices.Get() + await s_stock.Get();
        }
        """).BecomesEverywhere(
        "Put the client under the budget",
        FixAllScope.Solution,
        """
        using AsyncJobs;

        public class Prices
        {
            private readonly HttpClient _http = BudgetHttpClient.Create("prices", new Uri("https://prices.example/"));

            public async Task<string> Get() => await _http.GetStringAsync("a") + await _http.GetStringAsync("b");
        }
        """,
        """
        using AsyncJobs;

        public class Stock
        {
            private readonly HttpClient _stock = BudgetHttpClient.Create("stock");

            public Task<string> Get() => _stock.GetStringAsync("a");
        }
        """);

    [Fact]
    public Task Waits_are_dropped_and_calls_in_them_given_tokens_together() => new Code(
        """
        using AsyncJobs;

        public class Pages(HttpClient http)
        {
            public async Task<string> Join(string a, string b, JobContext job) =>
                await http.GetStringAsync(await http.GetStringAsync(b).{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(1))).{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(5))
                + await http.GetStringAsync(a).{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(5));
        }
        """).BecomesEverywhere(
        "Pass 'job.CancellationToken' and drop the wait",
        FixAllScope.Document,
        """
        using AsyncJobs;

        public class Pages(HttpClient http)
        {
            public async Task<string> Join(string a, string b, JobContext job) =>
                await http.GetStringAsync(await http.GetStringAsync(b, job.CancellationToken), job.CancellationToken)
                + await http.GetStringAsync(a, job.CancellationToken);
        }
        """);
}
