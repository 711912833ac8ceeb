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
        "Pass 'context.CreateBudget().Token'",
        """
        using Amazon.Lambda.Core;
        using AsyncJobs;

        public class Function
        {
            private static readonly HttpClient s_http = new();

            public async Task<string> Handle(string url, ILambdaContext context) => await s_http.GetStringAsync(url, context.CreateBudget().Token);
        }
        """);
}
