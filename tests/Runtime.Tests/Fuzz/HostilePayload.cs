using System.Text;
using System.Text.Json;
using AsyncJobs.Runtime.Tests.Support;

namespace AsyncJobs.Runtime.Tests.Fuzz;

/// <summary>Payloads for entry points: made from their structure, or well-formed ones that were changed.</summary>
internal static class HostilePayload
{
    private static readonly byte[][] s_events = [.. SampleEvent.Names.Select(name => SampleEvent.Read(name).AsSpan().TrimEnd((byte)'\n').ToArray())];

    private static readonly string[] s_headers =
        ["content-type", "Content-Type", "idempotency-key", "Idempotency-Key", "prefer", "x-trace", "x-correlation-id", "traceparent", "tracestate", "x-callback-url", "host", "x-forwarded-proto", "accept"];

    private static readonly string[] s_bodies =
        ["{\"title\":\"t\",\"pages\":3}", "{\"title\":\"t\"}", "{\"pages\":\"x\"}", "{", "[]", "null", "\"\"", "eyJ0aXRsZSI6InQifQ==", "====", ""];

    private static readonly string[] s_paths = ["/reports/x", "/plain", "/jobs/00000000000000000000000000", "/jobs/", "/jobs", "/", "", "/live/reports/x", "//", "/reports/a/b"];

    public static byte[] Http(Random random) => random.Next(3) switch
    {
        0 => Mutate(random, s_events[random.Next(s_events.Length)]),
        1 => Mutate(random, Encoding.UTF8.GetBytes(Event(random))),
        _ => Encoding.UTF8.GetBytes(Event(random)),
    };

    public static byte[] Worker(Random random, string id, string job)
    {
        string args = random.Next(3) == 0
            ? HostileText.Json(random)
            : $$"""{"route.name":{{Value(random)}},"query.count":{{Value(random)}},"query.tag":{{Value(random)}},"header.X-Trace":{{Value(random)}},"body":{{HostileText.Json(random)}} }""";
        string[] members =
        [
            $"\"asyncJobs\":{(random.Next(10) == 0 ? HostileText.Json(random) : "1")}",
            $"\"id\":{(random.Next(10) == 0 ? Value(random) : $"\"{id}\"")}",
            $"\"job\":{(random.Next(10) == 0 ? Value(random) : $"\"{job}\"")}",
            $"\"correlationId\":{Value(random)}",
            $"\"traceparent\":{Value(random)}",
            $"\"tracestate\":{Value(random)}",
            $"\"args\":{args}",
            $"{Value(random)}:{HostileText.Json(random)}",
        ];
        byte[] whole = Encoding.UTF8.GetBytes(Object(random, members));
        return random.Next(3) == 0 ? Mutate(random, whole) : whole;
    }

    public static byte[] Settle(Random random, string id, string job)
    {
        string request = random.Next(3) == 0 ? HostileText.Json(random) : Encoding.UTF8.GetString(Worker(random, id, job));
        string context = Object(
            random,
            [
                $"\"requestId\":{Value(random)}",
                $"\"condition\":{(random.Next(2) == 0 ? "\"RetriesExhausted\"" : Value(random))}",
                $"\"approximateInvokeCount\":{HostileText.Json(random)}",
            ]);
        byte[] whole = Encoding.UTF8.GetBytes(Object(random, ["\"version\":\"1.0\"", $"\"requestContext\":{context}", $"\"requestPayload\":{request}", $"\"responsePayload\":{HostileText.Json(random)}"]));
        return random.Next(3) == 0 ? Mutate(random, whole) : whole;
    }

    /// <summary>GET or DELETE of a job's URL, in each of the forms.</summary>
    public static byte[] Status(Random random, string id)
    {
        string segment = random.Next(3) == 0 ? id : HostileText.Any(random);
        byte[] whole = SampleEvent.Bodyless(SampleEvent.Names[random.Next(SampleEvent.Names.Count)], random.Next(2) == 0 ? "GET" : "DELETE", "/jobs/" + Paired(segment));
        return random.Next(3) == 0 ? Mutate(random, whole) : whole;
    }

    private static string Event(Random random)
    {
        string method = random.Next(4) == 0 ? HostileText.Any(random) : random.Next(3) switch { 0 => "GET", 1 => "DELETE", _ => "POST" };
        string path = random.Next(3) == 0 ? "/" + HostileText.Any(random) : s_paths[random.Next(s_paths.Length)];
        string body = random.Next(3) == 0 ? HostileText.Any(random) : s_bodies[random.Next(s_bodies.Length)];
        List<string> members =
        [
            $"\"headers\":{Map(random, s_headers, isMulti: false)}",
            $"\"queryStringParameters\":{Map(random, ["count", "tag", "name"], isMulti: false)}",
            $"\"pathParameters\":{Map(random, ["name", "id"], isMulti: false)}",
            $"\"body\":{Or(random, HostileText.Quoted(random, body))}",
            $"\"isBase64Encoded\":{(random.Next(4) == 0 ? HostileText.Json(random) : random.Next(2) == 0 ? "true" : "false")}",
        ];
        List<string> context =
        [
            $"\"requestId\":{Value(random)}",
            $"\"stage\":{Value(random)}",
            $"\"domainName\":{(random.Next(2) == 0 ? "\"x.lambda-url.eu-central-1.on.aws\"" : Value(random))}",
            $"\"authorizer\":{Authorizer(random)}",
        ];
        if (random.Next(2) == 0)
        {
            members.AddRange(["\"version\":\"2.0\"", $"\"routeKey\":{Value(random)}", $"\"rawPath\":{HostileText.Quoted(random, path)}", $"\"rawQueryString\":{Value(random)}", $"\"cookies\":{HostileText.Json(random)}"]);
            context.Add($"\"http\":{Or(random, $$"""{"method":{{HostileText.Quoted(random, method)}},"path":{{HostileText.Quoted(random, path)}} }""")}");
        }
        else
        {
            members.AddRange(
            [
                $"\"httpMethod\":{HostileText.Quoted(random, method)}", $"\"path\":{HostileText.Quoted(random, path)}", $"\"resource\":{Value(random)}",
                $"\"multiValueHeaders\":{Map(random, s_headers, isMulti: true)}", $"\"multiValueQueryStringParameters\":{Map(random, ["count", "tag"], isMulti: true)}",
            ]);
            context.Add(random.Next(2) == 0 ? "\"elb\":{\"targetGroupArn\":\"arn\"}" : $"\"path\":{HostileText.Quoted(random, path)}");
            context.Add($"\"identity\":{Or(random, "{\"sourceIp\":\"1.2.3.4\",\"userArn\":null}")}");
        }

        members.Add($"\"requestContext\":{Or(random, Object(random, [.. context]))}");
        return Object(random, [.. members]);
    }

    private static string Authorizer(Random random) => random.Next(6) switch
    {
        0 => $$"""{"jwt":{"claims":{"sub":{{Value(random)}} },"scopes":null} }""",
        1 => $$"""{"iam":{"userArn":{{Value(random)}} } }""",
        2 => $$"""{"lambda":{"principalId":{{Value(random)}} } }""",
        3 => $$"""{"principalId":{{Value(random)}},"claims":{{HostileText.Json(random)}} }""",
        4 => HostileText.Json(random),
        _ => "null",
    };

    private static string Map(Random random, string[] names, bool isMulti)
    {
        if (random.Next(8) == 0)
            return HostileText.Json(random);

        List<string> members = [];
        for (int count = random.Next(6); count > 0; count--)
        {
            string name = HostileText.Quoted(random, random.Next(6) == 0 ? HostileText.Any(random) : names[random.Next(names.Length)]);
            members.Add($"{name}:{(isMulti ? $"[{Value(random)},{Value(random)}]" : Value(random))}");
        }

        return $"{{{string.Join(",", members)}}}";
    }

    private static string Value(Random random) => random.Next(10) == 0 ? HostileText.Json(random) : HostileText.Quoted(random, HostileText.Any(random));

    private static string Or(Random random, string usual) => random.Next(12) == 0 ? HostileText.Json(random) : usual;

    // Members in any order, some missing, some twice.
    private static string Object(Random random, string[] members)
    {
        string[] chosen = [.. members];
        random.Shuffle(chosen);
        if (random.Next(4) == 0)
            chosen = chosen[..random.Next(chosen.Length + 1)];
        if (random.Next(8) == 0 && chosen.Length > 0)
            chosen = [.. chosen, chosen[0]];
        return $"{{{string.Join(random.Next(4) == 0 ? " ,\n" : ",", chosen)}}}";
    }

    private static string Paired(string text) => JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(text))!;

    private static byte[] Mutate(Random random, byte[] sample)
    {
        List<byte> mutant = [.. sample];
        for (int count = random.Next(1, 5); count > 0 && mutant.Count > 0; count--)
        {
            int at = random.Next(mutant.Count);
            int length = Math.Min(random.Next(1, 12), mutant.Count - at);
            switch (random.Next(7))
            {
                case 0:
                    mutant[at] = (byte)random.Next(256);
                    break;
                case 1:
                    mutant[at] = (byte)"\"\\{}[]:,0e-+tfnu %\0\n\u007f"[random.Next(21)];
                    break;
                case 2:
                    mutant.RemoveRange(at, length);
                    break;
                case 3:
                    mutant.InsertRange(at, mutant.GetRange(random.Next(mutant.Count - length + 1), length));
                    break;
                case 4:
                    mutant.RemoveRange(at, mutant.Count - at);
                    break;
                case 5:
                    mutant.InsertRange(at, Encoding.UTF8.GetBytes(HostileText.Json(random)));
                    break;
                default:
                    mutant.InsertRange(at, Encoding.UTF8.GetBytes(HostileText.Any(random)));
                    break;
            }
        }

        return [.. mutant];
    }
}
