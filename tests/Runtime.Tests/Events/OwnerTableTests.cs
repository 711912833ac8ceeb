using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Events;

/// <summary>Walks the tables of the wire contract that say whose a job is: each row is an event, and what becomes of it.</summary>
public sealed partial class OwnerTableTests
{
    private const string Nobody = "nobody";
    private const string Refused = "403";

    private static readonly Dictionary<string, string> s_fronts = new(StringComparer.Ordinal)
    {
        ["HTTP API"] = SampleEvent.HttpApi,
        ["HTTP API with payload 1.0"] = SampleEvent.RestApi,
        ["REST API"] = SampleEvent.RestApi,
        ["function URL"] = SampleEvent.FunctionUrl,
        ["load balancer"] = SampleEvent.LoadBalancer,
    };

    public static TheoryData<string?, string, string, string, string> Rows
    {
        get
        {
            TheoryData<string?, string, string, string, string> rows = [];
            string? heading = null;
            foreach (string line in Page().Split('\n'))
            {
                string[] cells = [.. Divider().Split(line.Trim().Trim('|')).Select(cell => cell.Trim().Replace("\\|", "|", StringComparison.Ordinal))];
                if (cells is [var first, "front end", _, "owner"])
                    heading = first;
                else if (cells.Length != 4)
                    heading = null;
                else if (heading is not null && !cells[0].StartsWith("---", StringComparison.Ordinal))
                    rows.Add(heading == "`AsyncJobsOwner`" ? cells[0].Trim('`') : null, cells[0], cells[1], cells[2], cells[3].Trim('`'));
            }

            return rows;
        }
    }

    [Fact]
    public void The_tables_have_every_front_end_and_every_end()
    {
        object?[][] rows = [.. Rows.Cast<ITheoryDataRow>().Select(row => row.GetData())];

        Assert.True(rows.Length > 40, $"The tables were not found: {rows.Length} rows.");
        Assert.Equal(s_fronts.Keys.Order(), rows.Select(row => (string)row[2]!).Distinct().Order());
        Assert.Superset(new HashSet<string?> { null, "client_id", "oid", "userId", "sub", "principalId", "iam-role", "none" }, rows.Select(row => (string?)row[0]).ToHashSet());
        Assert.Contains(rows, row => (string)row[4]! == Nobody);
        Assert.Contains(rows, row => (string)row[4]! == Refused);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_row_is_what_happens(string? setting, string caller, string front, string context, string owner)
    {
        Bed bed = new(owner: setting);
        string name = s_fronts[front];
        Action<JsonObject> change = Change(context);

        Reply accepted = await bed.AcceptAsync(SampleEvent.Read(name, change));

        if (owner == Refused)
        {
            Assert.Equal((403, JobErrorCodes.Forbidden), (accepted.StatusCode, accepted.ErrorCode));
            Assert.Empty(bed.Store.Calls);
            Assert.Empty(bed.Dispatcher.Sent);
            Assert.Equal(["job.owner-unknown"], bed.Log.Events);
            return;
        }

        Assert.True(accepted.StatusCode == 202, $"{caller} at {front}: {accepted.Body}");
        Assert.Equal(owner == Nobody ? null : owner, bed.Record(accepted.Id).Owner);
        Assert.Equal(200, (await AskAsync("GET", change)).StatusCode);
        int stranger = owner == Nobody ? 200 : 404;
        Assert.Equal(stranger, (await AskAsync("GET", _ => { })).StatusCode);
        Assert.Equal(202, (await AskAsync("DELETE", change)).StatusCode);

        Task<Reply> AskAsync(string method, Action<JsonObject> by) => bed.StatusAsync(SampleEvent.Bodyless(name, method, "/jobs/" + accepted.Id, by));
    }

    private static Action<JsonObject> Change(string cell)
    {
        string[] parts = [.. Code().Matches(cell).Select(match => match.Groups[1].Value)];
        return root =>
        {
            foreach ((string member, JsonNode? value) in JsonNode.Parse(parts[0])!.AsObject())
                root["requestContext"]![member] = value?.DeepClone();
            foreach ((string header, JsonNode? value) in JsonNode.Parse(parts.ElementAtOrDefault(1) ?? "{}")!.AsObject())
                root["headers"]![header] = value!.DeepClone();
        };
    }

    private static string Page()
    {
        using Stream resource = typeof(OwnerTableTests).Assembly.GetManifestResourceStream("wire-contract.md")!;
        using StreamReader reader = new(resource);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Divider();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
