using AsyncJobs.Tests.Roslyn.References;

namespace AsyncJobs.Analyzers.Tests;

/// <summary>
/// The rules about outgoing calls, over code in the styles of many authors. A file of Cases says by marks what has to be reported; the folder says
/// what
/// the case is mostly about. ASYNCJOBS_TIMEOUT_SCORE=path writes how each rule fares to that file.
/// </summary>
public sealed class TimeoutCasesTests
{
    public static TheoryData<string> Names { get; } = [.. TimeoutCase.Names];

    public static TheoryData<string> NamesOfOldest { get; } =
    [
        .. from name in TimeoutCase.Names
           let read = TimeoutCase.Read(name)
           where !read.NeedsNewest && CaseReferences.HaveOldest(read.Libraries)
           select name,
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_case_has_the_marked_diagnostics_and_no_others(string name)
    {
        CaseOutcome outcome = await CaseOutcome.OfAsync(name);

        string differences = outcome.Describe();
        Assert.True(differences.Length == 0, differences);
    }

    [Theory]
    [MemberData(nameof(NamesOfOldest))]
    public async Task A_case_has_the_same_diagnostics_with_the_oldest_versions_that_people_use(string name)
    {
        CaseOutcome outcome = await CaseOutcome.OfAsync(name, LibraryAge.Oldest);

        string differences = outcome.Describe();
        Assert.True(differences.Length == 0, differences);
    }

    [Fact]
    public async Task Every_rule_is_right_at_least_19_times_of_20()
    {
        CaseOutcome[] outcomes = await Task.WhenAll(TimeoutCase.Names.Select(static name => CaseOutcome.OfAsync(name)));
        RuleScore[] scores =
        [
            .. outcomes.SelectMany(static outcome => outcome.Actual.Concat(outcome.Case.Expected))
                .Select(static finding => finding.Id)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(id => RuleScore.Of(id, outcomes)),
        ];

        string report = string.Join('\n',
            [$"{outcomes.Length} cases, {outcomes.Count(static outcome => outcome.Case.Expected.IsEmpty)} of them silent", .. scores]);
        TestContext.Current.TestOutputHelper?.WriteLine(report);
        if (Environment.GetEnvironmentVariable("ASYNCJOBS_TIMEOUT_SCORE") is { Length: > 0 } path)
            await File.WriteAllTextAsync(path, report + "\n", TestContext.Current.CancellationToken);
        Assert.True(scores.All(static score => score is { Precision: >= 0.95, Recall: >= 0.95 }), report);
    }

    [Fact]
    public void A_case_lies_in_the_folder_of_what_it_is_about() => Assert.All(
        TimeoutCase.Names.Select(TimeoutCase.Read),
        static @case =>
        {
            string folder = @case.Name[..@case.Name.IndexOf('/')];
            string[] rules = [.. @case.Expected.Select(static finding => finding.Id).Distinct()];
            Assert.True(
                folder switch
                {
                    "Silent" => rules.Length == 0,
                    "Mixed" => rules.Length > 1,
                    _ => rules is [var rule] && rule == folder,
                },
                $"{@case.Name}: {string.Join(", ", rules)}");
        });
}
