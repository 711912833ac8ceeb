using System.Text.RegularExpressions;
using AsyncJobs.Docs.Tests.Pages;
using AsyncJobs.Tests.Roslyn;
using Xunit;

namespace AsyncJobs.Docs.Tests;

/// <summary>Somebody who has just cloned the repository finds how to run it, and CI does what they are told to do.</summary>
public sealed partial class FrontDoorTests
{
    private const int LinesOfFirstScreen = 40;
    private const string Tests = "./test.sh";

    [Fact]
    public void The_first_screen_says_how_to_run_the_sample_and_the_tests()
    {
        Block commands = Assert.Single(Page.Of("README.md").Blocks, static block => block.Text.Contains(Tests, StringComparison.Ordinal));

        Assert.Contains(commands.Lines, static line => line.StartsWith("dotnet run --project sample ", StringComparison.Ordinal));
        Assert.Contains(commands.Lines, static line => line.StartsWith(Tests + " ", StringComparison.Ordinal));
        Assert.True(commands.Line + commands.Lines.Length < LinesOfFirstScreen, $"{commands.Place} is too far down.");
    }

    [Fact]
    public void CI_calls_what_the_README_names_and_nothing_else() => Assert.Equal(
        ["set -euo pipefail", "cd \"$(dirname \"${BASH_SOURCE[0]}\")/..\"", $"exec {Tests}"],
        File.ReadLines(RepositoryRoot.Combine(".ci/run")).Where(static line => line.Length > 0 && !line.StartsWith('#')));

    [Fact]
    public void The_workflow_calls_the_same_with_rights_to_read_only_and_pinned_actions()
    {
        string workflow = File.ReadAllText(RepositoryRoot.Combine(".github/workflows/ci.yml"));

        Assert.Contains("run: .ci/run\n", workflow, StringComparison.Ordinal);
        Assert.Matches(new Regex("^permissions:\n  contents: read\n\n", RegexOptions.Multiline), workflow);
        Assert.DoesNotContain(": write", workflow, StringComparison.Ordinal);
        Assert.NotEmpty(Action().Matches(workflow));
        Assert.All(Action().Matches(workflow), static action => Assert.Matches("@[0-9a-f]{40} # v[0-9]+(\\.[0-9]+){2}$", action.Value));
    }

    [GeneratedRegex("uses: .*")]
    private static partial Regex Action();
}
