using AsyncJobs.CodeFixes.Tests.Harness;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.CodeFixes.Tests;

/// <summary>Handlers of projects without the runtime: the token is made from the context's remaining time, once for all calls.</summary>
public sealed class DeclaredSourceTests
{
    [Fact]
    public Task A_source_is_declared_at_the_start_of_the_handler() => new Code(
        """
        using Amazon.Lambda.Core;

        public class Function
        {
            private static readonly HttpClient s_http = new();

            public async Task<string> Handle(string url, ILambdaContext context)
            {
                // Both.
                string first = await s_http.{|AJ1002:GetStringAsync|}(url);
                return first + await s_http.{|AJ1002:GetStringAsync|}(first);
            }
        }
        """)
    {
        WithRuntime = false,
    }.BecomesEverywhere(
        "Pass 'remaining.Token'",
        FixAllScope.Document,
        """
        using Amazon.Lambda.Core;

        public class Function
        {
            private static readonly HttpClient s_http = new();

            public async Task<string> Handle(string url, ILambdaContext context)
            {
                using CancellationTokenSource remaining = new CancellationTokenSource(TimeSpan.FromTicks(Math.Max(0, (context.RemainingTime - TimeSpan.FromSeconds(1)).Ticks)));
                // Both.
                string first = await s_http.GetStringAsync(url, remaining.Token);
                return first + await s_http.GetStringAsync(first, remaining.Token);
            }
        }
        """);

    [Fact]
    public Task A_method_that_returns_before_the_call_has_ended_becomes_asynchronous() => new Code(
        """
        using System;
        using System.Net.Http;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        public class Function
        {
            private static readonly HttpClient client = new HttpClient();

            public Task<string> Handle(string url, ILambdaContext remaining)
            {
                var path = url.Trim();
                return client.{|AJ1002:GetAsync|}(path).ContinueWith(done => done.Result.ReasonPhrase);
            }
        }
        """)
    {
        WithRuntime = false,
        Language = LanguageVersion.CSharp7_3,
        Nullable = Microsoft.CodeAnalysis.NullableContextOptions.Disable,
    }.Becomes(
        "Pass 'remaining2.Token'",
        """
        using System;
        using System.Net.Http;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        public class Function
        {
            private static readonly HttpClient client = new HttpClient();

            public async Task<string> Handle(string url, ILambdaContext remaining)
            {
                using (var remaining2 = new System.Threading.CancellationTokenSource(TimeSpan.FromTicks(Math.Max(0, (remaining.RemainingTime - TimeSpan.FromSeconds(1)).Ticks))))
                {
                    var path = url.Trim();
                    return await client.GetAsync(path, remaining2.Token).ContinueWith(done => done.Result.ReasonPhrase);
                }
            }
        }
        """);

    [Fact]
    public Task The_source_that_is_there_already_is_used() => new Code(
        """
        using Amazon.Lambda.Core;

        public class Function
        {
            private static readonly HttpClient s_http = new();

            public async Task<string> Handle(string url, ILambdaContext context)
            {
                TimeSpan left = context.RemainingTime - TimeSpan.FromSeconds(2);
                using var stop = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero);
                await s_http.GetAsync(url, stop.Token);
                return await s_http.{|AJ1002:GetStringAsync|}(url);
            }
        }
        """)
    {
        WithRuntime = false,
    }.Offers("Pass 'stop.Token'");

    [Fact]
    public Task A_handler_without_a_block_gets_one() => new Code(
        """
        using Amazon.Lambda.Core;

        public class Function
        {
            private static readonly HttpClient s_http = new();

            public Task<string> Handle(string url, ILambdaContext context) => s_http.{|AJ1002:GetStringAsync|}(url);
        }
        """)
    {
        WithRuntime = false,
    }.Becomes(
        "Pass 'remaining.Token'",
        """
        using Amazon.Lambda.Core;

        public class Function
        {
            private static readonly HttpClient s_http = new();

            public async Task<string> Handle(string url, ILambdaContext context)
            {
                using CancellationTokenSource remaining = new CancellationTokenSource(TimeSpan.FromTicks(Math.Max(0, (context.RemainingTime - TimeSpan.FromSeconds(1)).Ticks)));
                return await s_http.GetStringAsync(url, remaining.Token);
            }
        }
        """);

    [Fact]
    public Task Code_without_a_context_is_offered_nothing() => new Code(
        """
        using Amazon.Lambda.Core;

        public class Function
        {
            private static readonly HttpClient s_http = new();

            private Task<string> Helper(string url) => s_http.{|AJ1002:GetStringAsync|}(url);
        }
        """)
    {
        WithRuntime = false,
    }.Offers();

    [Fact]
    public Task A_token_parameter_needs_no_source() => new Code(
        """
        using Amazon.Lambda.Core;

        public class Helper(HttpClient http)
        {
            public Task<string> Get(string url, ILambdaContext context, CancellationToken stop) => http.{|AJ1002:GetStringAsync|}(url);
        }
        """)
    {
        WithRuntime = false,
    }.Offers("Pass 'stop'");
}
