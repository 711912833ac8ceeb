using System.Reflection;
using System.Text.RegularExpressions;
using AsyncJobs.Jobs;
using AsyncJobs.Telemetry;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Telemetry;

/// <summary>What loggers get of the library's own lines is the one of the contract.</summary>
public sealed partial class LoggedEventTests
{
    private static IEnumerable<string> Events => typeof(JobApp).Assembly.GetType("AsyncJobs.Shared.JobEvents", throwOnError: true)!
        .GetFields(BindingFlags.Static | BindingFlags.Public).Select(static constant => (string)constant.GetRawConstantValue()!).Where(static name => name[^1] != '.');

    [Fact]
    public void Each_event_has_a_category_and_a_number_of_its_own_as_the_contract_says()
    {
        using Stream page = typeof(LoggedEventTests).Assembly.GetManifestResourceStream("wire-contract.md")!;
        string contract = new StreamReader(page).ReadToEnd();
        IEnumerable<string> documented =
            from row in Row().Matches(contract)
            from one in Number().Matches(row.Groups[2].Value)
            select $"{row.Groups[1].Value} {one.Groups[1].Value} {one.Groups[2].Value}";

        IEnumerable<string> real = Events.Select(static name => $"{LoggedEvent.Of(name).Category} {LoggedEvent.Of(name).Id.Id} {name}");

        Assert.Equal(real.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
        Assert.Equal(Events.Count(), Events.Select(static name => LoggedEvent.Of(name).Id.Id).Distinct().Count());
        Assert.All(Events, static name => Assert.NotEqual(0, LoggedEvent.Of(name).Id.Id));
    }

    [GeneratedRegex(@"^\| `(AsyncJobs\.\w+)` \| (.*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"(\d+) `([^`]+)`")]
    private static partial Regex Number();
}
