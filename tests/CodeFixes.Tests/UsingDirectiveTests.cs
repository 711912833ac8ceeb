using AsyncJobs.CodeFixes.Tests.Harness;

namespace AsyncJobs.CodeFixes.Tests;

/// <summary>Where a using directive goes that a fix needs, and when none is needed.</summary>
public sealed class UsingDirectiveTests
{
    private const string Title = "Pass 'InvocationBudget.Current.Token'";

    [Theory]
    [InlineData("using System.Text;\nusing Zebra;\n\n", "using System.Text;\nusing AsyncJobs;\nusing Zebra;\n\n")]
    [InlineData("using Zebra;\n\n", "using AsyncJobs;\nusing Zebra;\n\n")]
    [InlineData("using Zebra;\nusing System.Text;\n\n", "using Zebra;\nusing System.Text;\nusing AsyncJobs;\n\n")]
    [InlineData("using static System.Math;\nusing Text = System.Text.StringBuilder;\n\n", "using AsyncJobs;\nusing static System.Math;\nusing Text = System.Text.StringBuilder;\n\n")]
    [InlineData("using System.Text; // for text\nusing static System.Math;\n\n", "using System.Text;\nusing AsyncJobs; // for text\nusing static System.Math;\n\n")]
    [InlineData("// Copyright Zebra.\n// All rights.\n\n", "// Copyright Zebra.\n// All rights.\n\nusing AsyncJobs;\n\n")]
    [InlineData("#nullable enable\n\n", "#nullable enable\nusing AsyncJobs;\n\n")]
    [InlineData("// What pages are.\n", "using AsyncJobs;\n\n// What pages are.\n")]
    [InlineData("/// <summary>Pages.</summary>\n", "using AsyncJobs;\n\n/// <summary>Pages.</summary>\n")]
    [InlineData("/* Copyright */\n\n/// <summary>Pages.</summary>\n", "/* Copyright */\n\nusing AsyncJobs;\n\n/// <summary>Pages.</summary>\n")]
    [InlineData("namespace Web;\n\n", "using AsyncJobs;\n\nnamespace Web;\n\n")]
    [InlineData("namespace Web;\n\nusing System.Text;\n\n", "namespace Web;\n\nusing System.Text;\nusing AsyncJobs;\n\n")]
    [InlineData("namespace AsyncJobs.Pages;\n\n", "namespace AsyncJobs.Pages;\n\n")]
    [InlineData("using AsyncJobs;\n\n", "using AsyncJobs;\n\n")]
    public Task It_goes_where_the_file_has_its_own(string before, string after) =>
        new Code(before + Class("{|AJ1002:GetStringAsync|}(\"/\")"), Zebra).Becomes(Title, after + Class("GetStringAsync(\"/\", InvocationBudget.Current.Token)"));

    [Fact]
    public Task Inside_of_a_namespace_that_has_them_there() => new Code(
        """
        namespace Web
        {
            using System.Text;

            public class Pages(HttpClient http)
            {
                public Task<string> Get() => http.{|AJ1002:GetStringAsync|}("/");
            }
        }
        """).Becomes(
        Title,
        """
        namespace Web
        {
            using System.Text;
            using AsyncJobs;

            public class Pages(HttpClient http)
            {
                public Task<string> Get() => http.GetStringAsync("/", InvocationBudget.Current.Token);
            }
        }
        """);

    [Fact]
    public Task A_global_one_is_enough() =>
        new Code(Class("{|AJ1002:GetStringAsync|}(\"/\")"), "global using AsyncJobs;").Becomes(Title, Class("GetStringAsync(\"/\", InvocationBudget.Current.Token)"));

    [Fact]
    public Task A_name_that_is_taken_is_written_in_full() =>
        new Code(Class("{|AJ1002:GetStringAsync|}(\"/\")"), "public class InvocationBudget;").Becomes(
            "Pass 'AsyncJobs.InvocationBudget.Current.Token'",
            Class("GetStringAsync(\"/\", AsyncJobs.InvocationBudget.Current.Token)"));

    [Fact]
    public Task A_name_that_a_using_directive_would_make_ambiguous_is_written_in_full() => new Code(
        """
        using Zebra;

        public class Pages(HttpClient http)
        {
            public JobStatus Status { get; set; }

            public Task<string> Get() => http.{|AJ1002:GetStringAsync|}("/");
        }
        """,
        "namespace Zebra { public enum JobStatus { None } }").Becomes(
        "Pass 'AsyncJobs.InvocationBudget.Current.Token'",
        """
        using Zebra;

        public class Pages(HttpClient http)
        {
            public JobStatus Status { get; set; }

            public Task<string> Get() => http.GetStringAsync("/", AsyncJobs.InvocationBudget.Current.Token);
        }
        """);

    [Fact]
    public async Task Lines_end_as_they_did()
    {
        string before = ("using Zebra;\n\n" + Class("{|AJ1002:PostAsync|}(\n        \"/\",\n        null)")).ReplaceLineEndings("\r\n");
        string after = ("using AsyncJobs;\nusing Zebra;\n\n" + Class("PostAsync(\n        \"/\",\n        null,\n        InvocationBudget.Current.Token)")).ReplaceLineEndings("\r\n");

        await new Code(before, Zebra) { KeepsLineEndings = true }.Becomes(Title, after);
    }

    private const string Zebra = "namespace Zebra { public class Stripe; }";

    private static string Class(string call) =>
        $$"""
        public class Pages(HttpClient http)
        {
            public Task Get() => http.{{call}};
        }
        """;
}
