using System.Text.Json.Nodes;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Events;

public sealed class OwnerTests
{
    private const string AnnaJwt = """{"jwt":{"claims":{"iss":"https://id.example","sub":"anna","scope":"x"},"scopes":["x"]}}""";
    private const string AnnaIam = """{"iam":{"accessKey":"AKIA","userArn":"arn:aws:iam::123456789012:user/anna","userId":"U"}}""";

    public static TheoryData<string, string, string> Authorizers => new()
    {
        { SampleEvent.HttpApi, AnnaJwt, AnnaJwt.Replace("anna", "bert", StringComparison.Ordinal) },
        { SampleEvent.HttpApi, AnnaJwt, AnnaJwt.Replace("id.example", "other.example", StringComparison.Ordinal) },
        { SampleEvent.HttpApi, AnnaIam, AnnaIam.Replace("anna", "bert", StringComparison.Ordinal) },
        { SampleEvent.HttpApi, """{"lambda":{"principalId":"anna"}}""", """{"lambda":{"principalId":"bert"}}""" },
        { SampleEvent.FunctionUrl, AnnaIam, AnnaIam.Replace("anna", "bert", StringComparison.Ordinal) },
        { SampleEvent.RestApi, """{"principalId":"anna","integrationLatency":3}""", """{"principalId":"bert","integrationLatency":3}""" },
        { SampleEvent.RestApi, """{"claims":{"sub":"anna","iss":"i"}}""", """{"claims":{"sub":"bert","iss":"i"}}""" },
        { SampleEvent.RestApi, """{"claims":{"sub":"anna"}}""", """{"principalId":"anna"}""" },
    };

    [Theory]
    [MemberData(nameof(Authorizers))]
    public async Task A_job_is_there_for_its_owner_only(string name, string owner, string other)
    {
        Bed bed = new();
        Reply accepted = await bed.AcceptAsync(SampleEvent.Read(name, Authorize(owner)));
        Assert.Equal(202, accepted.StatusCode);
        bed.Store.ClearCalls();

        Reply stranger = await AskAsync("GET", Authorize(other));
        Reply nobody = await AskAsync("GET", _ => { });
        Reply cancelling = await AskAsync("DELETE", Authorize(other));

        Assert.All([stranger, nobody, cancelling], reply => Assert.Equal(404, reply.StatusCode));
        Reply unknown = await bed.StatusAsync(SampleEvent.Bodyless(name, "GET", "/jobs/00000000000000000000000000", Authorize(other)));
        Assert.Equal(unknown.Envelope.ToJsonString(), stranger.Envelope.ToJsonString());
        Assert.Equal(["get", "get", "get", "get"], bed.Store.Calls);
        Assert.Equal(200, (await AskAsync("GET", Authorize(owner))).StatusCode);
        Assert.Equal(202, (await AskAsync("DELETE", Authorize(owner))).StatusCode);

        Task<Reply> AskAsync(string method, Action<JsonObject> change) =>
            bed.StatusAsync(SampleEvent.Bodyless(name, method, "/jobs/" + accepted.Id, change));
    }

    [Fact]
    public async Task The_IAM_caller_of_REST_API_owns_its_job()
    {
        Bed bed = new();
        Reply accepted = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.RestApi, Caller("anna")));

        Assert.Equal("iam:arn:aws:iam::123456789012:user/anna", bed.Record(accepted.Id).Owner);
        Assert.Equal(404, (await bed.StatusAsync(SampleEvent.Bodyless(SampleEvent.RestApi, "GET", "/jobs/" + accepted.Id, Caller("bert")))).StatusCode);

        static Action<JsonObject> Caller(string name) =>
            root => root["requestContext"]!["identity"]!["userArn"] = "arn:aws:iam::123456789012:user/" + name;
    }

    [Theory]
    [InlineData(SampleEvent.HttpApi)]
    [InlineData(SampleEvent.RestApi)]
    public async Task A_job_that_nobody_owns_is_there_for_everyone_who_knows_its_id(string name)
    {
        Bed bed = new();
        Reply accepted = await bed.AcceptAsync(SampleEvent.Read(name));

        Reply read = await bed.StatusAsync(SampleEvent.Bodyless(name, "GET", "/jobs/" + accepted.Id, Authorize("""{"principalId":"anna"}""")));

        Assert.Null(bed.Record(accepted.Id).Owner);
        Assert.Equal(200, read.StatusCode);
    }

    [Fact]
    public async Task What_the_client_sends_makes_nobody_an_owner()
    {
        Bed bed = new();
        Reply accepted = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.RestApi, root =>
        {
            root["headers"]!["principalId"] = "anna";
            root["pathParameters"]!["userArn"] = "anna";
            root["body"] = """{"text":"","number":1,"requestContext":{"authorizer":{"principalId":"anna"}}}""";
        }));

        Assert.Null(bed.Record(accepted.Id).Owner);
    }

    private static Action<JsonObject> Authorize(string authorizer) => root => root["requestContext"]!["authorizer"] = JsonNode.Parse(authorizer);
}
