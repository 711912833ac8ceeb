using AsyncJobs.CodeFixes.Tests.Harness;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.CodeFixes.Tests;

/// <summary>Handlers that enter the budget on which the clients rely that they call.</summary>
public sealed class EnterBudgetTests
{
    private const string Enter = "Enter a budget in the handler";
    private const string Guard = "Put the client under the budget";

    private const string Lines =
        """
        using InvocationBudget budget = context.CreateBudget();
                using EnteredScope entered = budget.Enter();
        """;

    private const string LinesOfProgram =
        """
        using InvocationBudget budget = context.CreateBudget();
            using EnteredScope entered = budget.Enter();
        """;

    private const string Statements =
        """
        using (var budget = InvocationBudget.FromRemaining(context.RemainingTime, TimeSpan.FromSeconds(1)))
                using (var entered = budget.Enter())
        """;

    [Theory]
    [InlineData(
        "public async Task<string> Handle(string url, ILambdaContext context)\n    {\n        // First.\n        string text = await s_http.GetStringAsync(url);\n        return text;\n    }",
        "public async Task<string> Handle(string url, ILambdaContext context)\n    {\n        " + Lines + "\n        // First.\n        string text = await s_http.GetStringAsync(url);\n        return text;\n    }")]
    [InlineData(
        "public async Task<string> Handle(string url, ILambdaContext context) =>\n        await s_http.GetStringAsync(url); // All.",
        "public async Task<string> Handle(string url, ILambdaContext context)\n    {\n        " + Lines + "\n        return await s_http.GetStringAsync(url); // All.\n    }")]
    [InlineData(
        "public Task<string> Handle(string url, ILambdaContext context) => s_http.GetStringAsync(url);",
        "public async Task<string> Handle(string url, ILambdaContext context)\n    {\n        " + Lines + "\n        return await s_http.GetStringAsync(url);\n    }")]
    [InlineData(
        "public Task Handle(string url, ILambdaContext context) => s_http.GetStringAsync(url);",
        "public async Task Handle(string url, ILambdaContext context)\n    {\n        " + Lines + "\n        await s_http.GetStringAsync(url);\n    }")]
    [InlineData(
        "public Task<string> Handle(string url, ILambdaContext context)\n    {\n        return s_http.GetStringAsync(url);\n    }",
        "public async Task<string> Handle(string url, ILambdaContext context)\n    {\n        " + Lines + "\n        return await s_http.GetStringAsync(url);\n    }")]
    [InlineData(
        "public string Handle(string url, ILambdaContext context)\n    {\n        return s_http.GetStringAsync(url).Result;\n    }",
        "public string Handle(string url, ILambdaContext context)\n    {\n        " + Lines + "\n        return s_http.GetStringAsync(url).Result;\n    }")]
    [InlineData(
        "public async Task<string> Handle(string url, ILambdaContext context)\n    {\n        using InvocationBudget left = context.CreateBudget();\n        return await s_http.GetStringAsync(url) + left.Remaining;\n    }",
        "public async Task<string> Handle(string url, ILambdaContext context)\n    {\n        using InvocationBudget left = context.CreateBudget();\n        using EnteredScope entered = left.Enter();\n        return await s_http.GetStringAsync(url) + left.Remaining;\n    }")]
    public Task A_handler_enters_its_budget(string before, string after)
    {
        return new Code(Around(before.Replace("GetStringAsync", "{|AJ1013:GetStringAsync|}", StringComparison.Ordinal))).Becomes(Enter, Around(after));

        static string Around(string handler) =>
            $$"""
            using Amazon.Lambda.Core;
            using AsyncJobs;

            public class Function
            {
                private static readonly HttpClient s_http = BudgetHttpClient.Create("pricing");

                {{handler}}
            }
            """;
    }

    [Theory]
    [InlineData(
        "Func<string, ILambdaContext, Task<string>> handler = async (url, context) => await http.«GetStringAsync»(url);",
        "Func<string, ILambdaContext, Task<string>> handler = async (url, context) =>\n{\n    " + LinesOfProgram + "\n    return await http.GetStringAsync(url);\n};")]
    [InlineData(
        "Func<string, ILambdaContext, Task<string>> handler = (url, context) => url.Length == 0 ? Task.FromResult(\"\") : http.«GetStringAsync»(url);",
        "Func<string, ILambdaContext, Task<string>> handler = async (url, context) =>\n{\n    " + LinesOfProgram
        + "\n    return await (url.Length == 0 ? Task.FromResult(\"\") : http.GetStringAsync(url));\n};")]
    [InlineData(
        "Func<string, ILambdaContext, Task> handler = static (url, context) => Clients.Http.«GetStringAsync»(url);",
        "Func<string, ILambdaContext, Task> handler = static async (url, context) =>\n{\n    " + LinesOfProgram + "\n    await Clients.Http.GetStringAsync(url);\n};")]
    [InlineData(
        "Func<string, ILambdaContext, string> handler = (url, context) => http.«GetStringAsync»(url).Result;",
        "Func<string, ILambdaContext, string> handler = (url, context) =>\n{\n    " + LinesOfProgram + "\n    return http.GetStringAsync(url).Result;\n};")]
    [InlineData(
        "Func<string, ILambdaContext, Task<string>> handler = (url, context) =>\n{\n    // Once.\n    return http.«GetStringAsync»(url);\n};",
        "Func<string, ILambdaContext, Task<string>> handler = async (url, context) =>\n{\n    " + LinesOfProgram + "\n    // Once.\n    return await http.GetStringAsync(url);\n};")]
    [InlineData(
        "Func<string, ILambdaContext, Task<string>> handler = delegate (string url, ILambdaContext context) { return http.«GetStringAsync»(url); };",
        "Func<string, ILambdaContext, Task<string>> handler = async delegate (string url, ILambdaContext context) { "
        + "using InvocationBudget budget = context.CreateBudget(); using EnteredScope entered = budget.Enter(); return await http.GetStringAsync(url); };")]
    [InlineData(
        "Func<string, ILambdaContext, Task> handler = Handle;\nTask Handle(string url, ILambdaContext context) => http.«GetStringAsync»(url);",
        "Func<string, ILambdaContext, Task> handler = Handle;\nasync Task Handle(string url, ILambdaContext context)\n{\n    " + LinesOfProgram
        + "\n    await http.GetStringAsync(url);\n}")]
    public Task A_handler_of_a_program_enters_its_budget(string before, string after)
    {
        return new Code(Around(before.Replace("«", "{|AJ1013:", StringComparison.Ordinal).Replace("»", "|}", StringComparison.Ordinal)))
        {
            IsProgram = true,
        }.Becomes(Enter, Around(after));

        static string Around(string handler) =>
            $$"""
            using Amazon.Lambda.Core;
            using AsyncJobs;

            HttpClient http = Clients.Http;
            {{handler}}
            await Runtime.Run(handler);

            public static class Clients
            {
                public static readonly HttpClient Http = BudgetHttpClient.Create("pricing");
            }

            public static class Runtime
            {
                public static Task Run(Delegate handler) => Task.CompletedTask;
            }
            """;
    }

    [Theory]
    [InlineData(
        "public async Task<string> Handle(string url, ILambdaContext context)\n    {\n        // First.\n        var text = @\"a\n  b\" + url;\n\n"
        + "        return await http.GetStringAsync(text);\n    }",
        "public async Task<string> Handle(string url, ILambdaContext context)\n    {\n        " + Statements + "\n        {\n            // First.\n"
        + "            var text = @\"a\n  b\" + url;\n\n            return await http.GetStringAsync(text);\n        }\n    }")]
    [InlineData(
        "public Task<string> Handle(string url, ILambdaContext context) => http.GetStringAsync(url);",
        "public async Task<string> Handle(string url, ILambdaContext context)\n    {\n        " + Statements + "\n        {\n"
        + "            return await http.GetStringAsync(url);\n        }\n    }")]
    [InlineData(
        "public Task Handle(string url, ILambdaContext context)\n    {\n        return http.GetStringAsync(url);\n    }",
        "public async Task Handle(string url, ILambdaContext context)\n    {\n        " + Statements + "\n        {\n"
        + "            await http.GetStringAsync(url);\n        }\n    }")]
    [InlineData(
        "public string Handle(string url, ILambdaContext context) { return http.GetStringAsync(url).Result; }",
        "public string Handle(string url, ILambdaContext context) { using (var budget = InvocationBudget.FromRemaining(context.RemainingTime, TimeSpan.FromSeconds(1))) "
        + "using (var entered = budget.Enter()) { return http.GetStringAsync(url).Result; } }")]
    public Task Before_CSharp_8_it_is_entered_by_statements(string before, string after)
    {
        return new Code(Around(before.Replace("GetStringAsync", "{|AJ1013:GetStringAsync|}", StringComparison.Ordinal)))
        {
            Language = LanguageVersion.CSharp7_3,
            Nullable = Microsoft.CodeAnalysis.NullableContextOptions.Disable,
        }.Becomes(Enter, Around(after));

        static string Around(string handler) =>
            $$"""
            using System;
            using System.Net.Http;
            using System.Threading.Tasks;
            using Amazon.Lambda.Core;
            using AsyncJobs;

            public class Function
            {
                private static readonly HttpClient http = BudgetHttpClient.Create("pricing");

                {{handler}}

                private static string Name(object value)
                {
                    var text = value.ToString();
                    return text;
                }
            }
            """;
    }

    [Fact]
    public Task The_lines_fit_the_file() => new Code(
        """
        using System;
        using Amazon.Lambda.Core;
        using MyShop;

        namespace MyShop
        {
            public class Marker
            {
            }
        }

        public class Function
        {
            private static readonly HttpClient s_http = AsyncJobs.BudgetHttpClient.Create("pricing");

            public async Task<string> Handle(string url, ILambdaContext context)
            {
                var entered = url;
                return await s_http.{|AJ1013:GetStringAsync|}(entered);
            }
        }
        """).Becomes(
        Enter,
        """
        using System;
        using Amazon.Lambda.Core;
        using AsyncJobs;
        using MyShop;

        namespace MyShop
        {
            public class Marker
            {
            }
        }

        public class Function
        {
            private static readonly HttpClient s_http = AsyncJobs.BudgetHttpClient.Create("pricing");

            public async Task<string> Handle(string url, ILambdaContext context)
            {
                using var budget = context.CreateBudget();
                using var entered2 = budget.Enter();
                var entered = url;
                return await s_http.GetStringAsync(entered);
            }
        }
        """);

    [Fact]
    public Task The_client_that_is_put_under_the_budget_has_one() => new Code(
        """
        using Amazon.Lambda.Core;

        public class Function
        {
            private static readonly HttpClient s_pricing = new HttpClient { {|AJ1001:Timeout = TimeSpan.FromSeconds(8)|} };

            public async Task<string> First(string url, ILambdaContext context)
            {
                return await s_pricing.{|AJ1002:GetStringAsync|}(url);
            }

            public async Task<string> Second(string url, ILambdaContext invocation) => await Read(url);

            private static Task<string> Read(string url) => s_pricing.{|AJ1002:GetStringAsync|}(url);
        }
        """).Becomes(Guard, TwoHandlers);

    [Fact]
    public Task Everywhere_each_handler_enters_one_budget() => new Code(
        """
        using Amazon.Lambda.Core;

        public class Function
        {
            private static readonly HttpClient s_pricing = new HttpClient();

            public async Task<string> First(string url, ILambdaContext context)
            {
                return await s_pricing.{|AJ1002:GetStringAsync|}(url);
            }

            public async Task<string> Second(string url, ILambdaContext invocation) => await Read(url);

            private static Task<string> Read(string url) => s_pricing.{|AJ1002:GetStringAsync|}(url);
        }
        """).BecomesEverywhere(Guard, FixAllScope.Project, TwoHandlers);

    [Fact]
    public Task A_job_s_budget_is_entered_by_its_worker() => new Code(
        """
        using AsyncJobs;

        public static class Jobs
        {
            private static readonly HttpClient s_pricing = new HttpClient { {|AJ1001:Timeout = TimeSpan.FromSeconds(8)|} };

            [AsyncJob("POST /prices")]
            public static async Task<string> Run(string url) => await s_pricing.{|AJ1002:GetStringAsync|}(url);
        }
        """).Becomes(
        Guard,
        """
        using AsyncJobs;

        public static class Jobs
        {
            private static readonly HttpClient s_pricing = BudgetHttpClient.Create("pricing");

            [AsyncJob("POST /prices")]
            public static async Task<string> Run(string url) => await s_pricing.GetStringAsync(url);
        }
        """);

    [Fact]
    public Task What_nothing_reaches_that_can_be_seen_is_not_put_under_a_budget() => new Code(
        """
        using Amazon.Lambda.Core;
        using AsyncJobs;

        public class Function
        {
            private static readonly HttpClient s_pricing = new HttpClient { {|AJ1001:Timeout = TimeSpan.FromSeconds(8)|} };

            public async Task<string> Handle(string url, ILambdaContext context) => await s_pricing.GetStringAsync(url, context.CreateBudget().Token);

            public static Task<string> Read(string url) => s_pricing.{|AJ1002:GetStringAsync|}(url);
        }
        """).Offers("Make the timeout infinite");

    [Fact]
    public Task Everywhere_the_handlers_of_calls_with_the_current_token_enter_one() => new Code(
        """
        using Amazon.Lambda.Core;
        using AsyncJobs;

        public class Function
        {
            private static readonly HttpClient s_pricing = new();

            public async Task<string> First(string url, ILambdaContext context)
            {
                return await Read(url) + await Read(url);
            }

            public async Task<string> Second(string url, ILambdaContext invocation) => await Load(url);

            private static Task<string> Load(string url) => s_pricing.{|AJ1013:GetStringAsync|}(url, InvocationBudget.Current.Token);

            private static Task<string> Read(string url) => s_pricing.{|AJ1013:GetStringAsync|}(url, InvocationBudget.Current.Token);
        }
        """).BecomesEverywhere(
        Enter,
        FixAllScope.Project,
        """
        using Amazon.Lambda.Core;
        using AsyncJobs;

        public class Function
        {
            private static readonly HttpClient s_pricing = new();

            public async Task<string> First(string url, ILambdaContext context)
            {
                using InvocationBudget budget = context.CreateBudget();
                using EnteredScope entered = budget.Enter();
                return await Read(url) + await Read(url);
            }

            public async Task<string> Second(string url, ILambdaContext invocation)
            {
                using InvocationBudget budget = invocation.CreateBudget();
                using EnteredScope entered = budget.Enter();
                return await Load(url);
            }

            private static Task<string> Load(string url) => s_pricing.GetStringAsync(url, InvocationBudget.Current.Token);

            private static Task<string> Read(string url) => s_pricing.GetStringAsync(url, InvocationBudget.Current.Token);
        }
        """);

    [Fact]
    public Task A_handler_with_a_call_of_the_current_token_enters_its_budget() => new Code(
        """
        using Amazon.Lambda.Core;
        using AsyncJobs;

        public class Function
        {
            private static readonly HttpClient s_pricing = new();

            public Task<string> Handle(string url, ILambdaContext context) =>
                s_pricing.{|AJ1013:GetStringAsync|}(url, InvocationBudget.Current.Token);
        }
        """).Becomes(
        Enter,
        """
        using Amazon.Lambda.Core;
        using AsyncJobs;

        public class Function
        {
            private static readonly HttpClient s_pricing = new();

            public async Task<string> Handle(string url, ILambdaContext context)
            {
                using InvocationBudget budget = context.CreateBudget();
                using EnteredScope entered = budget.Enter();
                return await s_pricing.GetStringAsync(url, InvocationBudget.Current.Token);
            }
        }
        """);

    [Fact]
    public Task An_iterator_would_leave_the_budget_with_its_first_element() => new Code(
        """
        using Amazon.Lambda.Core;
        using AsyncJobs;

        public class Function
        {
            private static readonly HttpClient s_pricing = BudgetHttpClient.Create("pricing");

            public async IAsyncEnumerable<string> Handle(string url, ILambdaContext context)
            {
                yield return await s_pricing.{|AJ1013:GetStringAsync|}(url);
                yield return await s_pricing.{|AJ1013:GetStringAsync|}(url + "/2");
            }
        }
        """).Offers();

    private const string TwoHandlers =
        """
        using Amazon.Lambda.Core;
        using AsyncJobs;

        public class Function
        {
            private static readonly HttpClient s_pricing = BudgetHttpClient.Create("pricing");

            public async Task<string> First(string url, ILambdaContext context)
            {
                using InvocationBudget budget = context.CreateBudget();
                using EnteredScope entered = budget.Enter();
                return await s_pricing.GetStringAsync(url);
            }

            public async Task<string> Second(string url, ILambdaContext invocation)
            {
                using InvocationBudget budget = invocation.CreateBudget();
                using EnteredScope entered = budget.Enter();
                return await Read(url);
            }

            private static Task<string> Read(string url) => s_pricing.GetStringAsync(url);
        }
        """;
}
