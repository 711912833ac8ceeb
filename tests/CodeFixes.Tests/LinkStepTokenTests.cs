using AsyncJobs.CodeFixes.Tests.Harness;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.CodeFixes.Tests;

/// <summary>Bodies of durable operations, whose token is linked with the budget's.</summary>
public sealed class LinkStepTokenTests
{
    private const string Title = "Link the step's token with the budget";

    private static readonly string[] s_libraries = ["AmazonLambdaDurable"];

    [Theory]
    [InlineData(
        "await context.StepAsync(async (_, token) => await http.«GetStringAsync»(url, token), \"read\");",
        """
        await context.StepAsync(async (_, token) =>
                {
                    using InvocationBudget budget = context.LambdaContext.CreateBudget();
                    using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(token, budget.Token);
                    return await http.GetStringAsync(url, limit.Token);
                }, "read");
        """)]
    [InlineData(
        "await context.StepAsync((step, token) => http.«GetStringAsync»(url, token));",
        """
        await context.StepAsync(async (step, token) =>
                {
                    using InvocationBudget budget = context.LambdaContext.CreateBudget();
                    using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(token, budget.Token);
                    return await http.GetStringAsync(url, limit.Token);
                });
        """)]
    [InlineData(
        """
        await context.StepAsync(
                    async (_, ct) =>
                    {
                        // The price.
                        CancellationToken stop = ct;
                        using HttpResponseMessage response = await http.«GetAsync»(url, stop);
                        return (int)response.StatusCode;
                    },
                    "read");
        """,
        """
        await context.StepAsync(
                    async (_, ct) =>
                    {
                        using InvocationBudget budget = context.LambdaContext.CreateBudget();
                        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(ct, budget.Token);
                        // The price.
                        CancellationToken stop = ct;
                        using HttpResponseMessage response = await http.GetAsync(url, limit.Token);
                        return (int)response.StatusCode;
                    },
                    "read");
        """)]
    [InlineData(
        "await context.MapAsync(new[] { url }, (item, limit, index, all, token) => http.«GetStringAsync»(limit, token));",
        """
        await context.MapAsync(new[] { url }, async (item, limit, index, all, token) =>
                {
                    using InvocationBudget budget = item.LambdaContext.CreateBudget();
                    using CancellationTokenSource limit2 = CancellationTokenSource.CreateLinkedTokenSource(token, budget.Token);
                    return await http.GetStringAsync(limit, limit2.Token);
                });
        """)]
    [InlineData(
        """
        using InvocationBudget left = context.LambdaContext.CreateBudget();
                await context.StepAsync((_, token) => http.«GetStringAsync»(url, token));
        """,
        """
        using InvocationBudget left = context.LambdaContext.CreateBudget();
                await context.StepAsync(async (_, token) =>
                {
                    using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(token, left.Token);
                    return await http.GetStringAsync(url, limit.Token);
                });
        """)]
    [InlineData(
        """
        await context.StepAsync(async (_, token) =>
                {
                    using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(token);
                    return await http.«GetStringAsync»(url, both.Token);
                });
        """,
        """
        await context.StepAsync(async (_, token) =>
                {
                    using InvocationBudget budget = context.LambdaContext.CreateBudget();
                    using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(token, budget.Token);
                    return await http.GetStringAsync(url, both.Token);
                });
        """)]
    public Task A_call_is_given_the_linked_token(string before, string after)
    {
        return new Code(Around(before.Replace("«", "{|AJ1012:", StringComparison.Ordinal).Replace("»", "|}", StringComparison.Ordinal)))
        {
            Libraries = s_libraries,
        }.Becomes(Title, Around(after));

        static string Around(string statements) =>
            $$"""
            using Amazon.Lambda.DurableExecution;
            using AsyncJobs;

            public class Workflow(HttpClient http)
            {
                public async Task Run(string url, IDurableContext context)
                {
                    {{statements}}
                }
            }
            """;
    }

    [Fact]
    public Task Everywhere_each_body_has_one_source() => new Code(
        """
        using Amazon.Lambda.DurableExecution;

        public class Workflow(HttpClient http)
        {
            public async Task<string> Run(string url, IDurableContext context)
            {
                string both = await context.StepAsync(async (_, token) =>
                    await http.{|AJ1012:GetStringAsync|}(url, token) + await http.{|AJ1012:GetStringAsync|}(url + "/2", token));
                await context.StepAsync(async (_, token) =>
                {
                    await http.{|AJ1012:PutAsync|}(url, null, token);
                    await http.{|AJ1012:DeleteAsync|}(url, token);
                });
                return both + await context.RunInChildContextAsync((inner, outer) =>
                    inner.StepAsync((_, token) => http.{|AJ1012:GetStringAsync|}(url, token), cancellationToken: outer));
            }
        }
        """)
    {
        Libraries = s_libraries,
    }.BecomesEverywhere(
        Title,
        FixAllScope.Project,
        """
        using Amazon.Lambda.DurableExecution;
        using AsyncJobs;

        public class Workflow(HttpClient http)
        {
            public async Task<string> Run(string url, IDurableContext context)
            {
                string both = await context.StepAsync(async (_, token) =>
                {
                    using InvocationBudget budget = context.LambdaContext.CreateBudget();
                    using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(token, budget.Token);
                    return await http.GetStringAsync(url, limit.Token) + await http.GetStringAsync(url + "/2", limit.Token);
                });
                await context.StepAsync(async (_, token) =>
                {
                    using InvocationBudget budget = context.LambdaContext.CreateBudget();
                    using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(token, budget.Token);
                    await http.PutAsync(url, null, limit.Token);
                    await http.DeleteAsync(url, limit.Token);
                });
                return both + await context.RunInChildContextAsync((inner, outer) =>
                    inner.StepAsync(async (_, token) =>
                    {
                        using InvocationBudget budget = inner.LambdaContext.CreateBudget();
                        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(token, budget.Token);
                        return await http.GetStringAsync(url, limit.Token);
                    }, cancellationToken: outer));
            }
        }
        """);

    [Fact]
    public Task A_call_without_a_token_is_given_the_linked_one_too() => new Code(
        """
        using Amazon.Lambda.DurableExecution;
        using AsyncJobs;

        public class Workflow(HttpClient http)
        {
            public Task<string> Run(string url, IDurableContext context) =>
                context.StepAsync(async (_, token) => await http.{|AJ1002:GetStringAsync|}(url));
        }
        """)
    {
        Libraries = s_libraries,
    }.Becomes(
        "Pass 'limit.Token'",
        """
        using Amazon.Lambda.DurableExecution;
        using AsyncJobs;

        public class Workflow(HttpClient http)
        {
            public Task<string> Run(string url, IDurableContext context) =>
                context.StepAsync(async (_, token) =>
                {
                    using InvocationBudget budget = context.LambdaContext.CreateBudget();
                    using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(token, budget.Token);
                    return await http.GetStringAsync(url, limit.Token);
                });
        }
        """);

    [Fact]
    public Task A_method_that_is_a_body_relies_on_the_budget_that_the_handler_then_enters() => new Code(
        """
        using Amazon.Lambda.Core;
        using Amazon.Lambda.DurableExecution;

        public class Function
        {
            private static readonly HttpClient s_http = new();

            public Task<DurableExecutionInvocationOutput> Handler(DurableExecutionInvocationInput input, ILambdaContext context) =>
                DurableFunction.WrapAsync<string, string>(Run, input, context);

            private static Task<string> Run(string url, IDurableContext context) => context.StepAsync(Read);

            private static Task<string> Read(IStepContext step, CancellationToken token) => s_http.{|AJ1012:GetStringAsync|}("/a", token);
        }
        """)
    {
        Libraries = s_libraries,
    }.Becomes(
        Title,
        """
        using Amazon.Lambda.Core;
        using Amazon.Lambda.DurableExecution;
        using AsyncJobs;

        public class Function
        {
            private static readonly HttpClient s_http = new();

            public async Task<DurableExecutionInvocationOutput> Handler(DurableExecutionInvocationInput input, ILambdaContext context)
            {
                using InvocationBudget budget = context.CreateBudget();
                using EnteredScope entered = budget.Enter();
                return await DurableFunction.WrapAsync<string, string>(Run, input, context);
            }

            private static Task<string> Run(string url, IDurableContext context) => context.StepAsync(Read);

            private static async Task<string> Read(IStepContext step, CancellationToken token)
            {
                using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(token, InvocationBudget.Current.Token);
                return await s_http.GetStringAsync("/a", limit.Token);
            }
        }
        """);

    [Fact]
    public Task A_method_that_is_a_body_is_linked_with_no_budget_that_nothing_is_seen_to_enter() => new Code(
        """
        using Amazon.Lambda.DurableExecution;
        using AsyncJobs;

        public class Workflow(HttpClient http)
        {
            public Task<string> Run(IDurableContext context) => context.StepAsync(Read);

            private Task<string> Read(IStepContext step, CancellationToken token) => http.{|AJ1012:GetStringAsync|}("/a", token);
        }
        """)
    {
        Libraries = s_libraries,
    }.Offers();

    [Fact]
    public Task Without_the_runtime_the_time_that_remains_is_set() => new Code(
        """
        using System;
        using System.Net.Http;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.Lambda.DurableExecution;

        public class Workflow
        {
            private static readonly HttpClient http = new HttpClient();

            public async Task<string> Run(string url, IDurableContext context)
            {
                return await context.StepAsync(async (_, token) =>
                {
                    return await http.{|AJ1012:GetStringAsync|}(url, token);
                });
            }
        }
        """)
    {
        Libraries = s_libraries,
        Language = LanguageVersion.CSharp7_3,
        Nullable = Microsoft.CodeAnalysis.NullableContextOptions.Disable,
        WithRuntime = false,
    }.Becomes(
        Title,
        """
        using System;
        using System.Net.Http;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.Lambda.DurableExecution;

        public class Workflow
        {
            private static readonly HttpClient http = new HttpClient();

            public async Task<string> Run(string url, IDurableContext context)
            {
                return await context.StepAsync(async (_, token) =>
                {
                    using (CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(token))
                    {
                        limit.CancelAfter(TimeSpan.FromTicks(Math.Max(0, (context.LambdaContext.RemainingTime - TimeSpan.FromSeconds(1)).Ticks)));
                        return await http.GetStringAsync(url, limit.Token);
                    }
                });
            }
        }
        """);

    [Fact]
    public Task A_fixed_time_is_linked_with_the_budget_in_the_body() => new Code(
        """
        using Amazon.Lambda.DurableExecution;
        using AsyncJobs;

        public class Workflow(HttpClient http)
        {
            public Task<string> Run(string url, IDurableContext context) => context.StepAsync(async (_, token) =>
            {
                using CancellationTokenSource soon = CancellationTokenSource.CreateLinkedTokenSource(token);
                {|AJ1003:soon.CancelAfter(5000)|};
                return await http.GetStringAsync(url, soon.Token);
            });
        }
        """)
    {
        Libraries = s_libraries,
    }.Becomes(
        "Link 'budget.Token'",
        """
        using Amazon.Lambda.DurableExecution;
        using AsyncJobs;

        public class Workflow(HttpClient http)
        {
            public Task<string> Run(string url, IDurableContext context) => context.StepAsync(async (_, token) =>
            {
                using InvocationBudget budget = context.LambdaContext.CreateBudget();
                using CancellationTokenSource soon = CancellationTokenSource.CreateLinkedTokenSource(token, budget.Token);
                soon.CancelAfter(5000);
                return await http.GetStringAsync(url, soon.Token);
            });
        }
        """);

    [Fact]
    public Task A_workflow_that_Lambda_calls_enters_its_budget() => new Code(
        """
        using Amazon.Lambda.Annotations;
        using Amazon.Lambda.DurableExecution;
        using AsyncJobs;

        public class Function
        {
            private static readonly HttpClient s_http = BudgetHttpClient.Create("pricing");

            [LambdaFunction]
            public Task<string> Workflow(string url, IDurableContext context) =>
                context.StepAsync((_, token) => s_http.{|AJ1013:GetStringAsync|}(url, token));
        }
        """)
    {
        Libraries = ["AmazonLambdaDurable", "AmazonLambdaAnnotations"],
    }.Becomes(
        "Enter a budget in the handler",
        """
        using Amazon.Lambda.Annotations;
        using Amazon.Lambda.DurableExecution;
        using AsyncJobs;

        public class Function
        {
            private static readonly HttpClient s_http = BudgetHttpClient.Create("pricing");

            [LambdaFunction]
            public async Task<string> Workflow(string url, IDurableContext context)
            {
                using InvocationBudget budget = context.LambdaContext.CreateBudget();
                using EnteredScope entered = budget.Enter();
                return await context.StepAsync((_, token) => s_http.GetStringAsync(url, token));
            }
        }
        """);

    [Fact]
    public Task The_execution_of_a_pipeline_without_a_timeout() => new Code(
        """
        using Amazon.Lambda.DurableExecution;
        using AsyncJobs;
        using Polly;

        public sealed class Prices(HttpClient http)
        {
            public async Task<string> Run(string url, IDurableContext context)
            {
                return await context.StepAsync(async (_, token) =>
                {
                    return await ResiliencePipeline.Empty.{|AJ1012:ExecuteAsync|}(async stop => await http.GetStringAsync(url, stop), token);
                });
            }
        }
        """)
    {
        Libraries = [.. s_libraries, "PollyV8"],
    }.Becomes(
        Title,
        """
        using Amazon.Lambda.DurableExecution;
        using AsyncJobs;
        using Polly;

        public sealed class Prices(HttpClient http)
        {
            public async Task<string> Run(string url, IDurableContext context)
            {
                return await context.StepAsync(async (_, token) =>
                {
                    using InvocationBudget budget = context.LambdaContext.CreateBudget();
                    using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(token, budget.Token);
                    return await ResiliencePipeline.Empty.ExecuteAsync(async stop => await http.GetStringAsync(url, stop), limit.Token);
                });
            }
        }
        """);
}
