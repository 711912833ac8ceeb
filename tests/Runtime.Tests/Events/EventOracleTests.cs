using System.Text;
using System.Text.Json;
using AsyncJobs.Events;
using AsyncJobs.Http;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Events;

/// <summary>The one-pass reader sees in a valid event what a plain reading of the whole document sees.</summary>
public sealed class EventOracleTests
{
    private static readonly string[] s_names = ["x-trace", "X-Trace", "CONTENT-TYPE", "idempotency-key", "a", "ä", "tag", "count", "%74ag", "name", "q\"uote"];

    private static readonly Gen<string> s_text = Gen.Elements(
        "", "x", "a b", "a+b", "%41", "%", "%2", "a%2Fb", "ü", "漢字", "🙂", "\"", "\\", "\n\t\u0000", "a=b&c=d", "application/json", "t,u", "/", "//", "é%C3%A9");

    private static readonly Gen<string> s_path = Gen.Choose(2, 4).SelectMany(count => s_text.ArrayOf(count)).Select(parts => "/" + string.Join('/', parts));

    private static readonly Gen<(string, string)[]> s_map =
        Gen.Elements(s_names).SelectMany(_ => s_text, (name, value) => (name, value)).ArrayOf().Select(pairs => pairs.DistinctBy(pair => pair.name).ToArray());

    private static readonly Gen<(string, string[])[]> s_multiMap =
        Gen.Elements(s_names).SelectMany(_ => s_text.NonEmptyListOf(), (name, values) => (name, values.ToArray())).ArrayOf()
            .Select(pairs => pairs.DistinctBy(pair => pair.name).ToArray());

    private static readonly Gen<string> s_event =
        from form in Gen.Elements<string>(SampleEvent.Names)
        from method in Gen.Elements("GET", "POST", "delete", "PURGE")
        from path in s_path
        from headers in s_map
        from multiHeaders in s_multiMap
        from query in s_map
        from multiQuery in s_multiMap
        from rawQuery in s_text
        from parameters in s_map
        from authorizer in Gen.Elements(
            null,
            """{"jwt":{"claims":{"sub":"s\u0041","iss":"i"}}}""",
            """{"iam":{"userArn":"arn"}}""",
            """{"lambda":{"principalId":"p"}}""",
            """{"principalId":"p","claims":{"sub":"s"}}""",
            """{"principalId":7}""",
            """{"lambda":{"userId":"u","more":{"principalId":"p"}}}""",
            """{"claims":null,"scopes":null}""")
        from body in s_text
        from isBase64 in Gen.Elements(true, false)
        from escape in Gen.Elements(true, false)
        select Write(form, method, path, headers, multiHeaders, query, multiQuery, rawQuery, parameters, authorizer, body, isBase64, escape);

    [Fact]
    public void A_valid_event_reads_as_a_document_does() =>
        Prop.ForAll(s_event.ToArbitrary(), Compare).Check(RandomCases.Config.WithMaxTest(3000));

    private static void Compare(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        HttpEvent? read = HttpEvent.TryRead(Encoding.UTF8.GetBytes(json), out string? fault);
        Assert.Null(fault);
        EventOracle oracle = new(document.RootElement);

        Assert.Equal(oracle.Form, read!.Form);
        Assert.Equal(oracle.Method, read.Method);
        JobOwner owner = read.Owner(OwnerSetting.Usual);
        Assert.Equal(oracle.Owner, owner.IsUnknown ? "?" : owner.Text);
        Assert.Equal(oracle.IsMultiValueOnly, read.UsesMultiValueHeaders);
        Assert.Equal(oracle.Body, Body(read));
        JobRoute route = new("POST", "/{a}/{name}/{tag}");
        foreach (string name in s_names)
        {
            Assert.Equal(oracle.Header(name), Header(read, name));
            Assert.Equal(oracle.Query(name), Query(read, name));
            Assert.Equal(oracle.RouteValue(name, ["a", "name", "tag"]), RouteValue(read, route, name));
        }
    }

    private static string? Body(HttpEvent read)
    {
        return read.TryGetBody(out ReadOnlyMemory<byte> body) ? Encoding.UTF8.GetString(body.Span) : null;
    }

    private static string? Header(HttpEvent read, string name)
    {
        return read.TryGetHeader(name, out ReadOnlySpan<byte> value) ? Encoding.UTF8.GetString(value) : null;
    }

    private static string? RouteValue(HttpEvent read, JobRoute route, string name)
    {
        return read.TryGetRouteValue(route, name, out ReadOnlySpan<byte> value) ? Encoding.UTF8.GetString(value) : null;
    }

    private static List<string> Query(HttpEvent read, string name)
    {
        List<string> found = [];
        HttpQueryValues values = read.QueryValues(name);
        while (values.TryNext(read.Scratch, out ReadOnlySpan<byte> value))
            found.Add(Encoding.UTF8.GetString(value));
        return found;
    }

    private static string Write(
        string form,
        string method,
        string path,
        (string, string)[] headers,
        (string, string[])[] multiHeaders,
        (string, string)[] query,
        (string, string[])[] multiQuery,
        string rawQuery,
        (string, string)[] parameters,
        string? authorizer,
        string body,
        bool isBase64,
        bool escape)
    {
        List<string> members = [];
        List<string> context = ["\"requestId\":\"r\"", $"\"authorizer\":{authorizer ?? "null"}"];
        bool isVersion2 = form is SampleEvent.HttpApi or SampleEvent.FunctionUrl;
        if (isVersion2)
        {
            members.Add("\"version\":\"2.0\"");
            members.Add($"\"rawPath\":{Text(path)}");
            members.Add($"\"rawQueryString\":{Text(rawQuery)}");
            context.Add($"\"http\":{{\"method\":{Text(method)},\"path\":{Text(path)}}}");
            context.Add($"\"domainName\":\"x.{(form == SampleEvent.FunctionUrl ? "lambda-url" : "execute-api")}.eu-central-1.on.aws\"");
        }
        else
        {
            members.Add($"\"httpMethod\":{Text(method)}");
            members.Add($"\"path\":{Text(path)}");
            if (form is not SampleEvent.RestApi)
                context.Add("\"elb\":{\"targetGroupArn\":\"arn\"}");
        }

        if (form is not SampleEvent.LoadBalancerMultiValue)
        {
            members.Add($"\"headers\":{Map(headers, Text)}");
            members.Add($"\"queryStringParameters\":{Map(query, Text)}");
        }

        if (form is SampleEvent.RestApi or SampleEvent.LoadBalancerMultiValue)
        {
            members.Add($"\"multiValueHeaders\":{Map(multiHeaders, List)}");
            members.Add($"\"multiValueQueryStringParameters\":{Map(multiQuery, List)}");
        }

        members.Add($"\"pathParameters\":{(parameters.Length == 0 ? "null" : Map(parameters, Text))}");
        members.Add($"\"body\":{Text(isBase64 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(body)) : body)}");
        members.Add($"\"isBase64Encoded\":{(isBase64 ? "true" : "false")}");
        members.Add($"\"requestContext\" : {{ {string.Join(",\n", context)} }}");
        string json = $"{{ {string.Join(", ", members)} }}";
        return escape ? JsonEscapes.EscapeAll(json) : json;
    }

    private static string Text(string value) => JsonSerializer.Serialize(value);

    private static string List(string[] values) => JsonSerializer.Serialize(values);

    private static string Map<T>((string Name, T Value)[] pairs, Func<T, string> write) =>
        $"{{{string.Join(",", pairs.Select(pair => $"{Text(pair.Name)}:{write(pair.Value)}"))}}}";
}
