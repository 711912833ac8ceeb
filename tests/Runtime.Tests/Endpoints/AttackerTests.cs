using System.Text.Json.Nodes;
using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Endpoints;

/// <summary>Everything that a caller can write into a request, tried on another caller's job: nobody sees, cancels, removes, joins or is told of it.</summary>
public sealed class AttackerTests
{
    private const string Key = "the-victims-key-that-leaked";

    // Who the victim is, behind each front end, by which setting.
    private static readonly (string Name, string? Setting, string Victim)[] s_victims =
    [
        (SampleEvent.HttpApi, null, """{"jwt":{"claims":{"iss":"https://id.example","sub":"anna"}}}"""),
        (SampleEvent.HttpApi, null, """{"lambda":{"principalId":"anna"}}"""),
        (SampleEvent.HttpApi, null, """{"iam":{"userArn":"arn:aws:iam::123456789012:user/anna"}}"""),
        (SampleEvent.HttpApi, null, """{"iam":{"userArn":"arn:aws:sts::1:assumed-role/Pool/CognitoIdentityCredentials","cognitoIdentity":{"identityId":"anna"}}}"""),
        (SampleEvent.HttpApi, "client_id", """{"jwt":{"claims":{"iss":"https://id.example","sub":"x","client_id":"anna"}}}"""),
        (SampleEvent.HttpApi, "userId", """{"lambda":{"principalId":"user","userId":"anna"}}"""),
        (SampleEvent.HttpApi, "iam-role", """{"iam":{"userArn":"arn:aws:sts::1:assumed-role/anna/session"}}"""),
        (SampleEvent.FunctionUrl, null, """{"iam":{"userArn":"arn:aws:iam::123456789012:user/anna"}}"""),
        (SampleEvent.RestApi, null, """{"claims":{"iss":"https://id.example","sub":"anna"}}"""),
        (SampleEvent.RestApi, null, """{"principalId":"anna","integrationLatency":3}"""),
        (SampleEvent.RestApi, "userId", """{"principalId":"user","userId":"anna"}"""),
        (SampleEvent.RestApi, "oid", """{"claims":{"iss":"https://id.example","sub":"x","oid":"anna"}}"""),
    ];

    // What the attacker's own authorizer says: another caller, nobody at all, or nothing that names one.
    private static readonly (string What, Func<string, string?> Authorizer)[] s_attackers =
    [
        ("another caller", victim => victim.Replace("anna", "mallory", StringComparison.Ordinal)),
        ("a caller of another issuer", victim => victim.Replace("id.example", "evil.example", StringComparison.Ordinal) is var changed && changed != victim
            ? changed : victim.Replace("anna", "annA", StringComparison.Ordinal)),
        ("a caller whose name ends in the victim's", victim => victim.Replace("anna", "x|anna", StringComparison.Ordinal)),
        ("a caller without authorizer", _ => null),
        ("a caller of whom nobody can tell", _ => """{"lambda":{"unknown":"anna"},"unknown":"anna"}"""),
        ("a caller with an empty name", victim => victim.Replace("anna", "", StringComparison.Ordinal)),
    ];

    // What the attacker writes into the request.
    private static readonly (string What, Action<JsonObject, string> Change)[] s_forgeries =
    [
        ("nothing", (_, _) => { }),
        ("headers of identity", (root, _) => SetHeaders(
            root,
            ("x-amzn-oidc-identity", "anna"), ("x-amzn-oidc-data", "e30.eyJzdWIiOiJhbm5hIn0.x"), ("authorization", "Bearer anna"), ("x-apigateway-event", "{}"),
            ("x-amzn-request-context", """{"authorizer":{"principalId":"anna"}}"""), ("requestContext", "anna"), ("authorizer", "anna"), ("principalId", "anna"), ("sub", "anna"))),
        ("a body of identity", (root, victim) =>
        {
            root["body"] = $$"""{"text":"","number":1,"requestContext":{"authorizer":{{victim}}},"owner":"anna"}""";
            root["isBase64Encoded"] = false;
        }),
        ("a query of identity", (root, victim) =>
        {
            if (root.ContainsKey("rawQueryString"))
                root["rawQueryString"] = "count=3&owner=anna&requestContext=" + Uri.EscapeDataString(victim);
            if (root["queryStringParameters"] is JsonObject query)
                query["requestContext"] = victim;
        }),
        ("parameters of identity", (root, victim) => root["pathParameters"] = new JsonObject { ["name"] = "x", ["id"] = "x", ["owner"] = "anna", ["authorizer"] = victim }),
        ("members beside the context", (root, victim) =>
        {
            root["authorizer"] = JsonNode.Parse(victim);
            root["identity"] = new JsonObject { ["userArn"] = "arn:aws:iam::123456789012:user/anna" };
            root["owner"] = "anna";
        }),
    ];

    public static TheoryData<int, int, int> Matrix
    {
        get
        {
            TheoryData<int, int, int> matrix = [];
            for (int victim = 0; victim < s_victims.Length; victim++)
            {
                for (int attacker = 0; attacker < s_attackers.Length; attacker++)
                {
                    for (int forgery = 0; forgery < s_forgeries.Length; forgery++)
                        matrix.Add(victim, attacker, forgery);
                }
            }

            return matrix;
        }
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Nobody_sees_cancels_removes_joins_or_is_told_of_anothers_job(int victimIndex, int attackerIndex, int forgeryIndex)
    {
        (string name, string? setting, string victim) = s_victims[victimIndex];
        string? attacker = s_attackers[attackerIndex].Authorizer(victim);
        await using CallbackReceiver receiver = await CallbackReceiver.StartAsync();
        Bed bed = new(owner: setting, callbacks: receiver.Options(), allowsPurge: true, report: new ReportJob { KeepInput = true });
        Reply started = await bed.AcceptAsync(SampleEvent.Read(name, root => Call(root, victim)));
        Assert.True(started.StatusCode == 202, started.Body.ToJsonString());
        JobRecord before = bed.Record(started.Id);
        bed.Store.ClearCalls();

        // Status, cancel, and the same with a wait; in the path, behind other paths, and with what is not of the id.
        string missing = (await AskAsync("GET", "/jobs/00000000000000000000000000")).Envelope.ToJsonString();
        bed.Store.ClearCalls();
        foreach (string path in (string[])["/jobs/" + started.Id, "/x/jobs/" + started.Id, $"/jobs/{started.Id}/", $"/jobs//{started.Id}", "/jobs/" + started.Id.ToUpperInvariant()])
        {
            foreach (string method in (string[])["GET", "DELETE"])
            {
                Assert.Equal(missing, (await AskAsync(method, path)).Envelope.ToJsonString());
                Assert.Equal(missing, (await AskAsync(method, path, "wait=25")).Envelope.ToJsonString());
            }

            Assert.Equal(missing, (await AskAsync("DELETE", path, query: "purge")).Envelope.ToJsonString());
            Assert.Equal(missing, (await AskAsync("POST", path.TrimEnd('/') + "/retry")).Envelope.ToJsonString());
        }

        Assert.All(bed.Store.Calls, call => Assert.Equal("get", call));
        Assert.Equal(before, bed.Record(started.Id));

        // The victim's key, with a wait and a callback of the attacker's own: another job, or none.
        Reply joined = await bed.AcceptAsync(SampleEvent.Read(name, root =>
        {
            Call(root, attacker);
            Forge(root);
            SetHeaders(root, ("prefer", "wait=0"), ("x-callback-url", CallbackReceiver.Url));
        }));
        if (joined.StatusCode != 403)
        {
            Assert.True(joined.StatusCode == 202, joined.Body.ToJsonString());
            Assert.NotEqual(started.Id, joined.Id);
            Assert.NotEqual(before.Owner, bed.Record(joined.Id).Owner);
        }

        Assert.Null(bed.Record(started.Id).Callback);
        Assert.Equal(before, bed.Record(started.Id));

        Task<Reply> AskAsync(string method, string path, string? prefer = null, string? query = null) => bed.StatusAsync(SampleEvent.Bodyless(name, method, path, root =>
        {
            Authorize(root, attacker);
            Forge(root);
            root.Remove("body");
            if (query is not null)
                Ask(root, query);
            if (prefer is not null)
                SetHeaders(root, ("prefer", prefer));
        }));

        void Forge(JsonObject root) => s_forgeries[forgeryIndex].Change(root, victim);
    }

    private static void Ask(JsonObject root, string query)
    {
        if (root.ContainsKey("rawQueryString"))
            root["rawQueryString"] += "&" + query;
        if (root["queryStringParameters"] is JsonObject single)
            single[query] = "";
        if (root["multiValueQueryStringParameters"] is JsonObject multi)
            multi[query] = new JsonArray("");
    }

    private static void Call(JsonObject root, string? authorizer)
    {
        Authorize(root, authorizer);
        SetHeaders(root, ("idempotency-key", Key));
    }

    private static void Authorize(JsonObject root, string? authorizer) => root["requestContext"]!["authorizer"] = authorizer is null ? null : JsonNode.Parse(authorizer);

    private static void SetHeaders(JsonObject root, params (string Name, string Value)[] headers)
    {
        foreach ((string name, string value) in headers)
        {
            root["headers"]![name] = value;
            if (root["multiValueHeaders"] is JsonObject multi)
                multi[name] = new JsonArray(value);
        }
    }
}
