using System.Collections.Immutable;
using AsyncJobs.Docs.Tests.Pages;

namespace AsyncJobs.Docs.Tests.Code;

/// <summary>Code that another project compiles or runs.</summary>
internal sealed record Elsewhere(string Page, string Mark, string Test)
{
    public static ImmutableArray<Elsewhere> Blocks { get; } =
    [
        new("docs/guides/browsers.md", "async function", "tests/Browser.Tests/CorsTests.cs"),
        new("docs/guides/budget.md", "", "tests/Budget.Tests/DocumentationTests.cs"),
        new("docs/guides/callbacks.md", "createServer", "tests/Testing.Tests/Webhooks/ForeignVerifierTests.cs"),
        new("docs/guides/client.md", "", "tests/Client.Tests/GuideTests.cs"),
        new("docs/guides/events.md", "", "tests/Testing.Tests/Guide/GuideTests.cs"),
        new("docs/guides/testing.md", "", "tests/Testing.Tests/Guide/GuideTests.cs"),
        new("src/Testing/README.md", "", "tests/Testing.Tests/Guide/GuideTests.cs"),

        // What is generated, without its bodies.
        new("docs/guides/lambda.md", "partial class JobHandlers", "tests/Generator.Tests/DocumentedLambdaTests.cs"),
    ];

    public bool IsOf(Block block) => block.Page == Page && block.Text.Contains(Mark, StringComparison.Ordinal);
}
