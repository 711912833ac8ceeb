using System.Text.Json.Nodes;
using AsyncJobs.Lifecycle;
using AsyncJobs.Listing;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Storage;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Listing;

/// <summary>Everything that a caller can write into a request for a list: it is theirs, or there is none.</summary>
public sealed class ListAttackerTests
{
    private const string Anna = ListRequests.Anna;
    private const string Mallory = """{"jwt":{"claims":{"iss":"https://id.example","sub":"mallory"}}}""";
    private const string AnnasText = "jwt:https://id.example|anna";

    // What is there where nobody lists anything: the same bytes, whoever asks and however.
    [Theory]
    [InlineData(false, Anna)]
    [InlineData(null, Anna)]
    [InlineData(true, null)]
    [InlineData(true, """{"jwt":{"claims":{"iss":"https://id.example"}}}""")]
    [InlineData(true, """{"lambda":{"unknown":"anna"}}""")]
    public async Task Without_the_setting_or_an_owner_it_is_as_if_it_were_not_there(bool? allowsList, string? caller)
    {
        Bed bed = new(allowsList: allowsList);
        Bed plain = new();

        foreach (string method in (string[])["GET", "HEAD", "POST", "DELETE", "OPTIONS"])
        {
            foreach ((string, string)[] query in ((string, string)[][])[[], [("pageToken", "x")], [("pageSize", "-1"), ("status", "x")]])
            {
                byte[] request = ListRequests.Of(SampleEvent.HttpApi, caller, root => root["requestContext"]!["http"]!["method"] = method, query);
                Assert.Equal((await plain.HttpAsync(request)).Envelope.ToJsonString(), (await bed.HttpAsync(request)).Envelope.ToJsonString());
            }
        }

        Reply ofStatus = await bed.StatusAsync(ListRequests.Of(SampleEvent.HttpApi, caller, null));
        Assert.Equal(404, ofStatus.StatusCode);
        Assert.DoesNotContain(bed.Store.Calls, static call => call is "keys" or "outlines" or "scan");
    }

    [Fact]
    public async Task The_operator_is_told_of_a_caller_of_whom_nobody_can_tell()
    {
        Bed bed = new(allowsList: true);

        await bed.StatusAsync(ListRequests.Of(SampleEvent.HttpApi, """{"jwt":{"claims":{"iss":"https://id.example"}}}""", null));

        Assert.Equal(["job.owner-unknown"], bed.Log.Events);
    }

    [Fact]
    public async Task Where_jobs_have_no_owner_callers_cannot_list_them_and_the_deployment_is_wrong()
    {
        Bed bed = new(allowsList: true, owner: "none");

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => bed.StatusAsync(ListRequests.Of(SampleEvent.HttpApi, Anna, null)));

        Assert.Contains("AsyncJobsOwner is none", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_gets_anothers_jobs_by_anything_in_a_request()
    {
        Bed bed = new(allowsList: true);
        for (int i = 0; i < 3; i++)
            await bed.AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi, root => ListRequests.Authorize(root, Anna)));
        string own = (await bed.AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi, root => ListRequests.Authorize(root, Mallory)))).Id;
        string stolen = (await bed.StatusAsync(ListRequests.Of(SampleEvent.HttpApi, Anna, null, ("pageSize", "1")))).NextPageToken!;

        // Another caller's token is refused, and what it was made of is not told.
        Reply refused = await bed.StatusAsync(ListRequests.Of(SampleEvent.HttpApi, Mallory, null, ("pageSize", "1"), ("pageToken", stolen)));
        Assert.Equal(400, refused.StatusCode);
        Assert.StartsWith("query pageToken: is of a list with other filters, or of another caller", Assert.Single(refused.Faults), StringComparison.Ordinal);
        Assert.DoesNotContain("anna", refused.Envelope.ToJsonString(), StringComparison.Ordinal);

        // One that is forged with all that the caller can know is a place in their own list.
        string forged = PageToken.Write(new JobFilter(null, null, null, "jwt:https://id.example|mallory"), new JobListKey(long.MaxValue / 100_000, JobId.New(), ""));
        string ofAnna = PageToken.Write(new JobFilter(null, null, null, AnnasText), new JobListKey(long.MaxValue / 100_000, JobId.New(), ""));
        Assert.Equal([own], (await bed.StatusAsync(ListRequests.Of(SampleEvent.HttpApi, Mallory, null, ("pageToken", forged)))).Ids);
        Assert.Equal(400, (await bed.StatusAsync(ListRequests.Of(SampleEvent.HttpApi, Mallory, null, ("pageToken", ofAnna)))).StatusCode);

        // Names of owners, in every place that there is.
        Reply asked = await bed.StatusAsync(ListRequests.Of(
            SampleEvent.HttpApi,
            Mallory,
            root =>
            {
                root["headers"]!["x-owner"] = AnnasText;
                root["headers"]!["authorization"] = "Bearer anna";
                root["body"] = """{"owner":"anna"}""";
                root["pathParameters"] = new JsonObject { ["owner"] = AnnasText };
                root["authorizer"] = JsonNode.Parse(Anna);
            },
            ("owner", AnnasText),
            ("listKey", Limits.OwnerKey.Of(AnnasText)),
            ("sub", "anna")));
        Assert.Equal([own], asked.Ids);
    }

    // An index that names another's job, whatever became of it: the record says whose it is.
    [Fact]
    public async Task A_record_of_somebody_else_is_not_shown_whatever_an_index_says()
    {
        Bed bed = new(allowsList: true);
        await bed.AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi, root => ListRequests.Authorize(root, Mallory)));
        bed.Store.Outlines = ids => new JobOutlines([.. ids.Select(id => bed.Record(id) with { Owner = AnnasText })], []);

        Assert.Empty((await bed.StatusAsync(ListRequests.Of(SampleEvent.HttpApi, Mallory, null))).Ids);
    }

    [Fact]
    public async Task Nothing_of_a_request_reaches_a_header_or_the_log_unescaped()
    {
        Bed bed = new(allowsList: true);
        for (int i = 0; i < 2; i++)
        {
            bed.Store.Put(new JobRecord
            {
                Id = JobId.New(),
                Job = "a>\r\nx: <script>\"&#",
                Status = JobStatus.Failed,
                CreatedAt = bed.Clock.GetUtcNow().AddSeconds(-i),
                ExpiresAt = bed.Clock.GetUtcNow().AddDays(1),
                Owner = AnnasText,
                IsListed = true,
                Error = new JobError(1001, "</script><script>alert(1)</script>"),
            });
        }

        Reply page = await bed.StatusAsync(ListRequests.Of(
            SampleEvent.HttpApi, Anna, null, ("pageSize", "1"), ("job", "a%3E%0D%0Ax:%20%3Cscript%3E%22%26%23")));

        Assert.Single(page.Ids);
        Assert.Matches("^<\\?job=a%3E%0D%0Ax%3A%20%3Cscript%3E%22%26%23&pageSize=1&pageToken=[A-Za-z0-9_-]+>; rel=\"next\"$", page.Header("link"));
        Assert.DoesNotContain("<script>", (string)page.Envelope["body"]!, StringComparison.Ordinal);
        Assert.DoesNotContain(bed.Log.Entries, static entry => entry.Message?.Contains("script", StringComparison.Ordinal) is true);
    }
}
