using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Amazon.DynamoDBv2.Model;
using AsyncJobs.Aws;
using AsyncJobs.Callbacks;
using AsyncJobs.Ending;
using AsyncJobs.Events;
using AsyncJobs.Lifecycle;
using AsyncJobs.Limits;
using AsyncJobs.Texts;
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
        IEnumerable<string> names = new[] { typeof(DynamoDbJobItem), typeof(DynamoDbHistory), typeof(DynamoDbCallbackTries) }
            .SelectMany(static type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(static field => field is { IsLiteral: true } && field.FieldType == typeof(string))
            .Select(static field => (string)field.GetRawConstantValue()!);

        Assert.All(names, static name => Assert.Matches($"`{Regex.Escape(name)}`|\\b{Regex.Escape(name)}\\b", s_page));
    }

    [Fact]
    public void Every_text_of_the_item_has_the_length_that_the_page_says() => Assert.Equal(
        new SortedDictionary<string, int>(StringComparer.Ordinal)
        {
            ["id"] = JobId.Length,
            ["job"] = 40,
            ["status"] = Enum.GetValues<JobStatus>().Max(status => status.ToWireName().Length),
            ["leaseToken"] = JobId.Length,
            ["redispatchToken"] = JobId.Length,
            ["nonce"] = Guid.Empty.ToString("N").Length,
            ["inputDigest"] = Convert.ToBase64String(new byte[32]).Length,
            ["owner"] = StoredText.LongestOwner,
            ["listKey"] = OwnerKey.Of("anna").Length,
            ["listShard"] = 2,
            ["listSort"] = new JobListKey(0, JobId.New(), new string('j', 40)).Text.Length,
            ["correlationId"] = HttpCorrelation.LongestId,
            ["callbackUrl"] = CallbackUrl.Longest,
            ["callbackStatus"] = "DELIVERED".Length,
            ["callbackChain"] = PlannedTry.ByMessage(default).Chain!.Length,
            ["callbackClaimToken"] = Guid.Empty.ToString("N").Length,
            ["callbackTries.fault"] = JobCallbackTry.LongestFault,
            ["leaseRequestId"] = Guid.Empty.ToString().Length,
            ["progress.message"] = StoredText.Longest,
            ["error.message"] = StoredText.Longest,
            ["error.requestId"] = StoredText.Longest,
            ["error.service"] = StoredText.Longest,
            ["resultReference.key"] = PayloadReference.OfResult(JobId.New(), JobId.New(), default).Key.Length,
            ["resultFile"] = PayloadReference.KeyOfResult(JobId.New(), JobId.New()).Length,
            ["resultReference.sha256"] = PayloadReference.OfResult("", "", default).Sha256.Length,
            ["resultReference.encoding"] = "br".Length,
            ["inputReference.key"] = PayloadReference.OfInput(JobId.New(), default).Key.Length,
            ["inputReference.sha256"] = PayloadReference.OfInput("", default).Sha256.Length,
            ["retryOf"] = JobId.Length,
            ["attempts.requestId"] = Guid.Empty.ToString().Length,
            ["attempts.status"] = Enum.GetValues<JobAttemptStatus>().Max(status => status.ToWireName().Length),
            ["attempts.message"] = JobAttempt.LongestMessage,
        },
        LengthsOf(Section(s_page, "Lengths of texts")));

    [Fact]
    public void The_page_says_the_length_of_every_text_that_an_item_can_have()
    {
        // Their lengths are in bytes.
        string[] json = ["state", "result"];

        Assert.Empty(Everything().SelectMany(static record => TextsOf("", DynamoDbJobItem.FromRecord(record, "n"))).Except(LengthsOf(Section(s_page, "Lengths of texts")).Keys).Except(json));
    }

    [Fact]
    public void A_text_of_somebody_elses_is_cut_to_that_length_in_the_item()
    {
        string text = new('x', 10 * StoredText.Longest);
        JobRecord record = Pending() with { Error = new JobError(1, text, text, text), Progress = new JobProgress(1, text) };

        Dictionary<string, AttributeValue> item = DynamoDbJobItem.FromRecord(record, "n");

        Assert.All(
            new[] { item["error"].M["message"], item["error"].M["requestId"], item["error"].M["service"], item["progress"].M["message"] },
            static value => Assert.Equal(StoredText.Longest, value.S.Length));
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
            History = new JobHistory([new JobAttempt(1, "req-1", Noon, Noon, JobAttemptStatus.Failed, Error)], 1),
            Progress = new JobProgress(0.5, "half"),
            ProgressSequence = 1,
            Continuation = 1,
            IsContinued = true,
            State = "1"u8.ToArray(),
            StateSequence = 1,
            Result = "1"u8.ToArray(),
            ResultFileKey = "a",
            Error = Error,
            Owner = "user-1",
            IsListed = true,
            IsListedForAll = true,
            InputDigest = "sha256:abc",
            CorrelationId = "order-7",
            IsInputKept = true,
            InputReference = new PayloadReference("a", 1, "b"),
            RetryOf = "a",
            Redispatch = new JobRedispatch("token", Noon, Noon),
            Callback = new JobCallback("https://hooks.example.com/a", JobCallbackStatus.Failed, 1)
            {
                AttemptsBefore = 1,
                NextAt = Noon,
                Chain = "token",
                Claim = new JobCallbackClaim("token", Noon),
                Tries = [new JobCallbackTry(Noon, 503, "Not reached.")],
            },
        },
        Pending() with { ResultReference = new PayloadReference("a", 1, "b"), ResultEncoding = JobResultEncoding.Brotli, IsStartDoubted = true, IsCounted = true, PurgedAt = Noon },
    ];

    private static IEnumerable<string> TextsOf(string path, Dictionary<string, AttributeValue> values)
    {
        foreach ((string name, AttributeValue value) in values)
        {
            if (value.S is not null)
                yield return path + name;
            foreach (string inner in value.M is { } map ? TextsOf(name + ".", map) : [])
                yield return inner;
            foreach (string inner in value.L?.SelectMany(element => TextsOf(name + ".", element.M)) ?? [])
                yield return inner;
        }
    }

    // The names in the first column, and the number in the second.
    private static SortedDictionary<string, int> LengthsOf(string section) => new(
        Regex.Matches(section, @"^\|([^|]*)\| *([0-9,]+) *\|", RegexOptions.Multiline)
            .SelectMany(static row => Regex.Matches(row.Groups[1].Value, "`([A-Za-z0-9.]+)`").Select(name => (name.Groups[1].Value, row.Groups[2].Value)))
            .ToDictionary(static row => row.Item1, static row => int.Parse(row.Item2, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)),
        StringComparer.Ordinal);

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
