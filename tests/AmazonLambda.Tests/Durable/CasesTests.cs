using AsyncJobs.Analyzers.Tests;

namespace AsyncJobs.AmazonLambda.Tests.Durable;

/// <summary>The rules about outgoing calls, over the analyzers' cases of durable functions, compiled against the package itself.</summary>
public sealed class CasesTests
{
    public static TheoryData<string> Names { get; } = [.. CaseLibraries.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_case_has_the_marked_diagnostics_and_no_others(string name)
    {
        CaseOutcome outcome = await CaseOutcome.OfAsync(name);

        string differences = outcome.Describe();
        Assert.True(differences.Length == 0, differences);
    }
}
