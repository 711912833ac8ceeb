using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncJobs.Events;
using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Events;

/// <summary>Callers whom an authorizer let in without saying who they are, and callers who shall not be taken for each other.</summary>
public sealed class OwnerRefusalTests
{
    private const string NoSubject = """{"jwt":{"claims":{"iss":"https://id.example","client_id":"shop-secret-name"}}}""";
    private const string Anna = """{"jwt":{"claims":{"iss":"https://id.example","sub":"anna"}}}""";

    // What callers may be named, with what separates the parts of an owner's text.
    private static readonly Gen<string> s_word = Gen.Elements("a", "b", "|", ":", "a|b", "jwt:", "claim:", "sub", "%7C", "iam:", "ü").NonEmptyListOf().Select(string.Concat);

    private static readonly Gen<string> s_issuer = s_word.Where(word => !word.Contains('|', StringComparison.Ordinal));

    private static readonly Gen<string?> s_setting = Gen.Elements(null, "sub", "principalId", "a", "b", "a:", "iam-role", "userArn", "claim:sub");

    private static readonly Gen<Caller> s_caller =
        from setting in s_setting
        from kind in Gen.Choose(0, 4)
        from issuer in s_issuer
        from name in s_word
        select new Caller(setting, kind, kind is 0 ? issuer : "", name);

    [Theory]
    [InlineData(SampleEvent.HttpApi, """{"jwt":{"claims":{"sub":""}}}""")]
    [InlineData(SampleEvent.HttpApi, """{"jwt":{"claims":{"sub":" \t"}}}""")]
    [InlineData(SampleEvent.HttpApi, """{"jwt":{"claims":{"sub":7}}}""")]
    [InlineData(SampleEvent.HttpApi, """{"jwt":{"claims":{"sub":["anna"]}}}""")]
    [InlineData(SampleEvent.HttpApi, """{"jwt":{"claims":{"sub":{"a":"anna"}}}}""")]
    [InlineData(SampleEvent.HttpApi, """{"jwt":{"claims":{"sub":null}}}""")]
    [InlineData(SampleEvent.HttpApi, """{"jwt":{"claims":{"sub":"anna","sub":"bert"}}}""")]
    [InlineData(SampleEvent.HttpApi, """{"jwt":{"claims":{"sub":"anna","s\u0075b":"bert"}}}""")]
    [InlineData(SampleEvent.HttpApi, """{"jwt":{"claims":{"sub":"anna","sub":null}}}""")]
    [InlineData(SampleEvent.HttpApi, """{"jwt":{"claims":{"sub":"anna","iss":"a|b"}}}""")]
    [InlineData(SampleEvent.HttpApi, """{"jwt":{"claims":{"sub":"anna","iss":7}}}""")]
    [InlineData(SampleEvent.HttpApi, """{"jwt":{"claims":{"sub":"anna","iss":"i","iss":"j"}}}""")]
    [InlineData(SampleEvent.HttpApi, """{"jwt":{"claims":{"sub":"anna"},"claims":{"sub":"bert"}}}""")]
    [InlineData(SampleEvent.HttpApi, """{"jwt":{"claims":{"sub":"anna"}},"jwt":{"claims":{"sub":"bert"}}}""")]
    [InlineData(SampleEvent.HttpApi, """{"jwt":{"claims":"sub"}}""")]
    [InlineData(SampleEvent.HttpApi, """{"jwt":{"sub":"anna"}}""")]
    [InlineData(SampleEvent.HttpApi, """{"jwt":null}""")]
    [InlineData(SampleEvent.HttpApi, """{"lambda":{}}""")]
    [InlineData(SampleEvent.HttpApi, """{"lambda":{"principalId":7}}""")]
    [InlineData(SampleEvent.HttpApi, """{"lambda":{"principalId":""}}""")]
    [InlineData(SampleEvent.HttpApi, """{"lambda":{"principalId":"anna","principalId":"bert"}}""")]
    [InlineData(SampleEvent.HttpApi, """{"lambda":{"principalId":"anna"},"lambda":{"principalId":"bert"}}""")]
    [InlineData(SampleEvent.HttpApi, """{"lambda":{"principalId":"anna","claims":{"sub":7}}}""")]
    [InlineData(SampleEvent.HttpApi, """{"lambda":{"iam":{"userArn":"arn:aws:iam::123456789012:user/anna"}}}""")]
    [InlineData(SampleEvent.HttpApi, """{"lambda":{"jwt":{"claims":{"sub":"anna"}}}}""")]
    [InlineData(SampleEvent.HttpApi, """{"lambda":{"lambda":{"principalId":"anna"}}}""")]
    [InlineData(SampleEvent.HttpApi, """{"iam":{}}""")]
    [InlineData(SampleEvent.HttpApi, """{"iam":null}""")]
    [InlineData(SampleEvent.HttpApi, """{"iam":{"userArn":"","userId":"AIDA"}}""")]
    [InlineData(SampleEvent.HttpApi, """{"iam":{"userArn":"arn:aws:sts::1:assumed-role/Pool/CognitoIdentityCredentials"}}""")]
    [InlineData(SampleEvent.HttpApi, """{"iam":{"userArn":"arn:aws:sts::1:assumed-role/Pool/CognitoIdentityCredentials","cognitoIdentity":{}}}""")]
    [InlineData(SampleEvent.HttpApi, """{"iam":{"userArn":"arn:aws:sts::1:assumed-role/Pool/x","cognitoIdentity":"anna"}}""")]
    [InlineData(SampleEvent.HttpApi, """{"iam":{"userArn":"arn:aws:iam::1:user/anna","userArn":"arn:aws:iam::1:user/bert"}}""")]
    [InlineData(SampleEvent.HttpApi, """{"somethingNew":{"name":"anna"}}""")]
    [InlineData(SampleEvent.HttpApi, """["anna"]""")]
    [InlineData(SampleEvent.HttpApi, "\"anna\"")]
    [InlineData(SampleEvent.FunctionUrl, """{"iam":{"userArn":7}}""")]
    [InlineData(SampleEvent.RestApi, """{"claims":{"email":"anna@example.com"}}""")]
    [InlineData(SampleEvent.RestApi, """{"principalId":"","integrationLatency":3}""")]
    [InlineData(SampleEvent.RestApi, """{"principalId":["anna"]}""")]
    [InlineData(SampleEvent.RestApi, """{"integrationLatency":3}""")]
    [InlineData(SampleEvent.RestApi, """{"jwt":{"claims":{"sub":"anna"}}}""")]
    [InlineData(SampleEvent.RestApi, """{"lambda":{"principalId":"anna"}}""")]
    [InlineData(SampleEvent.RestApi, """{"iam":{"userArn":"arn:aws:iam::1:user/anna"}}""")]
    [InlineData(SampleEvent.HttpApi, "{}")]
    [InlineData(SampleEvent.RestApi, "{}")]
    [InlineData(SampleEvent.RestApi, """{"principalId":null}""")]
    [InlineData(SampleEvent.RestApi, """{"claims":null,"scopes":null,"userId":null}""")]
    [InlineData(SampleEvent.LoadBalancer, """{"name":"anna"}""")]
    public async Task An_authorizer_that_does_not_say_who_the_caller_is_makes_no_job(string name, string authorizer)
    {
        Bed bed = new();

        Reply reply = await bed.AcceptAsync(Event(name, authorizer));

        Assert.Equal((403, JobErrorCodes.Forbidden), (reply.StatusCode, reply.ErrorCode));
        Assert.Empty(bed.Store.Calls);
        Assert.Empty(bed.Dispatcher.Sent);
    }

    [Theory]
    [InlineData("""{"userArn":"arn:aws:iam::1:user/anna","userArn":null}""")]
    [InlineData("""{"userArn":null,"accessKey":"AKIA"}""")]
    [InlineData("""{"userArn":"arn:aws:sts::1:assumed-role/Pool/CognitoIdentityCredentials","cognitoIdentityId":null}""")]
    [InlineData("""{"userArn":"arn:aws:sts::1:assumed-role/Pool/x","cognitoAuthenticationType":"authenticated"}""")]
    [InlineData("""{"userArn":"arn:aws:sts::1:assumed-role/Pool/x","cognitoIdentityId":7}""")]
    public async Task Neither_does_a_caller_of_IAM_without_a_name_of_their_own(string identity)
    {
        string json = SampleEvent.Read(SampleEvent.RestApi, root => root["requestContext"]!["identity"] = "IDENTITY").AsText();

        Reply reply = await new Bed().AcceptAsync(Encoding.UTF8.GetBytes(json.Replace("\"IDENTITY\"", identity, StringComparison.Ordinal)));

        Assert.Equal(403, reply.StatusCode);
    }

    [Theory]
    [InlineData("\"requestContext\":{", "\"requestContext\":{\"authorizer\":{\"lambda\":{\"principalId\":\"bert\"}}},\"requestContext\":{")]
    [InlineData("\"authorizer\":{", "\"authorizer\":null,\"authorizer\":{")]
    [InlineData("\"authorizer\":{", "\"authorizer\":{\"lambda\":{\"principalId\":\"bert\"}},\"authorizer\":{")]
    public async Task What_is_in_the_event_twice_names_nobody(string place, string text)
    {
        string json = Event(SampleEvent.HttpApi, Anna).AsText();
        Assert.Contains(place, json, StringComparison.Ordinal);

        Reply reply = await new Bed().AcceptAsync(Encoding.UTF8.GetBytes(json.Replace(place, text, StringComparison.Ordinal)));

        Assert.Equal(403, reply.StatusCode);
    }

    [Theory]
    [InlineData(null, "ASYNCJOBS_OWNER is not set")]
    [InlineData("oid", "ASYNCJOBS_OWNER is 'oid'")]
    public async Task The_log_says_what_to_set_and_the_caller_is_told_nothing_of_it(string? setting, string expected)
    {
        Bed bed = new(owner: setting);

        Reply reply = await bed.AcceptAsync(Event(SampleEvent.HttpApi, NoSubject));

        JobLogEntry entry = Assert.Single(bed.Log.Entries);
        Assert.Equal(("job.owner-unknown", JobLogLevel.Warning, "reports", "accept-1"), (entry.Event, entry.Level, entry.Job, entry.RequestId));
        Assert.Contains($"'{setting ?? "sub"}'", entry.Message, StringComparison.Ordinal);
        Assert.Contains(expected, entry.Message, StringComparison.Ordinal);
        Assert.Contains("set AsyncJobsOwner in the project", entry.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("shop-secret-name", entry.Message, StringComparison.Ordinal);
        string text = reply.Body.ToJsonString();
        Assert.All(["ASYNCJOBS", "AsyncJobsOwner", "oid", "'sub'", "shop-secret-name"], secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        Assert.Equal("accept-1", (string?)reply.Body["requestId"]);
    }

    [Fact]
    public async Task A_caller_who_is_refused_learns_nothing_of_what_else_is_wrong()
    {
        Bed bed = new();

        Reply reply = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi, root =>
        {
            root["requestContext"]!["authorizer"] = JsonNode.Parse(NoSubject);
            root["headers"]!["content-type"] = "text/plain";
            root["body"] = "{";
        }));

        Assert.Equal(403, reply.StatusCode);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task A_job_with_an_owner_is_not_there_for_a_caller_of_whom_nobody_can_tell(string method)
    {
        Bed bed = new();
        Reply owned = await bed.AcceptAsync(Event(SampleEvent.HttpApi, Anna));
        Reply missing = await bed.StatusAsync(Status(method, "00000000000000000000000000", NoSubject));

        Reply reply = await bed.StatusAsync(Status(method, owned.Id, NoSubject));

        Assert.Equal(404, reply.StatusCode);
        Assert.Equal(missing.Envelope.ToJsonString(), reply.Envelope.ToJsonString());
        JobLogEntry entry = Assert.Single(bed.Log.Entries, entry => entry.Event == "job.owner-unknown");
        Assert.Equal(owned.Id, entry.JobId);
    }

    [Fact]
    public async Task A_job_without_an_owner_stays_there_for_whoever_knows_its_id()
    {
        Bed bed = new();
        Reply open = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi));

        Assert.Equal(200, (await bed.StatusAsync(Status("GET", open.Id, NoSubject))).StatusCode);
        Assert.Equal(202, (await bed.StatusAsync(Status("DELETE", open.Id, NoSubject))).StatusCode);
    }

    // What is stored: a change would part callers from their jobs and their keys.
    [Theory]
    [InlineData("jwt:https://id.example|anna", """{"jwt":{"claims":{"iss":"https://id.example","sub":"anna"}}}""")]
    [InlineData("jwt:|anna", """{"jwt":{"claims":{"sub":"anna"}}}""")]
    [InlineData("jwt:i|a|b", """{"jwt":{"claims":{"iss":"i","sub":"a|b"}}}""")]
    [InlineData("principal:anna|x", """{"lambda":{"principalId":"anna|x"}}""")]
    [InlineData("principal: anna ", """{"lambda":{"principalId":" anna "}}""")]
    [InlineData("iam:arn:aws:sts::1:assumed-role/Shop/anna@example.com", """{"iam":{"userArn":"arn:aws:sts::1:assumed-role/Shop/anna@example.com"}}""")]
    public void The_text_of_an_owner_is_as_it_always_was(string text, string authorizer) =>
        Assert.Equal(text, Owner(Event(SampleEvent.HttpApi, authorizer), null).Text);

    [Theory]
    [InlineData("jwt:https://id.example|anna", "6xyx3gfrtxws3abb7a17h16zjr")]
    [InlineData("principal:anna", "6z6qcvz11pha6b5cq0d2hcqga7")]
    [InlineData("iam:arn:aws:iam::123456789012:user/anna", "0q2ykz5j9evmr98jz3q9nqcvrb")]
    [InlineData(null, "210vmmc79bbpxgtwy36mhk4b6w")]
    public void So_are_the_ids_that_derive_from_it(string? owner, string id) => Assert.Equal(id, JobId.Derive("reports", owner, "key-1", "secret"u8));

    [Fact]
    public void No_two_callers_have_the_same_text_whatever_they_are_called_and_whatever_is_set() =>
        Prop.ForAll(s_caller.SelectMany(_ => s_caller, (one, other) => (one, other)).ToArbitrary(), pair =>
        {
            string? one = pair.one.Owner();
            if (one is not null && one == pair.other.Owner())
                Assert.Equal(pair.one.Who, pair.other.Who);
        }).Check(RandomCases.Config.WithMaxTest(5000));

    private static byte[] Event(string name, string authorizer) => Encoding.UTF8.GetBytes(
        SampleEvent.Read(name, root => root["requestContext"]!["authorizer"] = "AUTHORIZER").AsText().Replace("\"AUTHORIZER\"", authorizer, StringComparison.Ordinal));

    private static byte[] Status(string method, string id, string authorizer) =>
        SampleEvent.Bodyless(SampleEvent.HttpApi, method, "/jobs/" + id, root => root["requestContext"]!["authorizer"] = JsonNode.Parse(authorizer));

    private static JobOwner Owner(byte[] payload, string? setting)
    {
        using HttpEvent request = HttpEvent.TryRead(payload, out _)!;
        return request.Owner(OwnerSetting.Parse(setting));
    }

    /// <summary>A caller, as an authorizer lets them in.</summary>
    private sealed record Caller(string? Setting, int Kind, string Issuer, string Name)
    {
        private string Claim => Setting is null or "iam-role" ? "sub" : Setting;

        private string Member => Setting is null or "iam-role" ? "principalId" : Setting;

        /// <summary>What tells them from any other.</summary>
        public (int, string, string, string) Who => (Kind, Kind is 0 ? Claim : Kind is 1 ? Member : "", Issuer, Name);

        public string? Owner() => OwnerRefusalTests.Owner(
            Event(SampleEvent.HttpApi, Kind switch
            {
                0 => $$$"""{"jwt":{"claims":{"iss":{{{Text(Issuer)}}},{{{Text(Claim)}}}:{{{Text(Name)}}} } } }""",
                1 => $$$"""{"lambda":{ {{{Text(Member)}}}:{{{Text(Name)}}} } }""",
                2 => $$$"""{"iam":{"userArn":{{{Text(Name)}}} } }""",
                3 => $$$"""{"iam":{"userArn":"arn","cognitoIdentity":{"identityId":{{{Text(Name)}}} } } }""",
                _ => $$$"""{"iam":{"userArn":{{{Text("arn:aws:sts::1:assumed-role/" + Name + "/s")}}} } }""",
            }),
            Setting).Text;

        private static string Text(string value) => JsonSerializer.Serialize(value);
    }
}

file static class Bytes
{
    public static string AsText(this byte[] utf8) => Encoding.UTF8.GetString(utf8);
}
