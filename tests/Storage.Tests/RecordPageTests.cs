using System.Reflection;
using System.Text.RegularExpressions;
using AsyncJobs.Aws;
using AsyncJobs.Lifecycle;
using Xunit;
using static AsyncJobs.Storage.Tests.Sample;

namespace AsyncJobs.Storage.Tests;

/// <summary>docs/architecture/record.md has every attribute of the item, and the item has every attribute of the page.</summary>
public sealed class RecordPageTests
{
    private static readonly string s_page = Read("architecture", "record.md");

    [Fact]
    public void The_page_lists_just_the_attributes_that_an_item_can_have() => Assert.Equal(AttributeNames(), TableOf(Section(s_page, "Attributes")));

    [Fact]
    public void The_wire_contract_lists_the_same() => Assert.Equal(AttributeNames(), TableOf(Section(Read("reference", "wire-contract.md"), "The table")));

    [Fact]
    public void Every_name_that_the_item_uses_is_on_the_page()
    {
        IEnumerable<string> names = typeof(DynamoDbJobItem)
            .GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(static field => field is { IsLiteral: true } && field.FieldType == typeof(string))
            .Select(static field => (string)field.GetRawConstantValue()!);

        Assert.All(names, static name => Assert.Matches($"`{Regex.Escape(name)}`|\\b{Regex.Escape(name)}\\b", s_page));
    }

    [Fact]
    public void A_reserved_name_is_not_taken()
    {
        string[] reserved = TableOf(Section(s_page, "Reserved names"));

        Assert.NotEmpty(reserved);
        Assert.Empty(reserved.Intersect(AttributeNames()));
    }

    private static string[] AttributeNames() =>
        [.. Everything().SelectMany(static record => DynamoDbJobItem.FromRecord(record, "n").Keys).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Records that have, between them, everything that a record can have.</summary>
    private static IEnumerable<JobRecord> Everything() =>
    [
        Pending() with
        {
            StartedAt = Noon,
            FinishedAt = Noon,
            CancelRequestedAt = Noon,
            Lease = Lease("token"),
            Progress = new JobProgress(0.5, "half"),
            ProgressSequence = 1,
            Continuation = 1,
            IsContinued = true,
            State = "1"u8.ToArray(),
            StateSequence = 1,
            Result = "1"u8.ToArray(),
            Error = Error,
            Owner = "user-1",
            InputDigest = "sha256:abc",
            CorrelationId = "order-7",
            Redispatch = new JobRedispatch("token", Noon, Noon),
            Callback = new JobCallback("https://hooks.example.com/a", JobCallbackStatus.Failed, 1),
        },
        Pending() with { ResultReference = new PayloadReference("a", 1, "b") },
    ];

    private static string Section(string page, string title)
    {
        Match section = Regex.Match(page, $@"^## {Regex.Escape(title)}\n(.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.True(section.Success, $"The page has no section '{title}'.");
        return section.Groups[1].Value;
    }

    // The names in the first column of the tables.
    private static string[] TableOf(string section) =>
    [
        .. Regex.Matches(section, @"^\|([^|]*)\|", RegexOptions.Multiline)
            .SelectMany(static row => Regex.Matches(row.Groups[1].Value, "`([A-Za-z]+)`"))
            .Select(static name => name.Groups[1].Value)
            .Order(StringComparer.Ordinal),
    ];

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, "docs", .. path]));

    private static string Root =>
        typeof(RecordPageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;
}
