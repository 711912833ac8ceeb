using System.Text.Json.Serialization;

namespace Acme;

public static class Jobs
{
    [AsyncJob("POST /both")]
    public static Task<Reply> Both(Request request, JobContext job) => Task.FromResult(new Reply(request.Id));

    [AsyncJob("POST /reflected")]
    public static Unlisted Reflected(JobContext job) => new(1);

    [AsyncJob("POST /generic")]
    public static List<Reply> Generic(Dictionary<string, Request?> request, JobContext job) => [];
}

public sealed record Request(int Id);

public sealed record Reply(int Id);

public sealed record Unlisted(int Id);

[JsonSerializable(typeof(Request))]
[JsonSerializable(typeof(List<Reply>))]
internal sealed partial class FirstJson : JsonSerializerContext;

public static partial class Holder
{
    [JsonSerializable(typeof(Reply))]
    [JsonSerializable(typeof(Request))]
    [JsonSerializable(typeof(Dictionary<string, Request>))]
    internal sealed partial class SecondJson : JsonSerializerContext;

    [JsonSerializable(typeof(Unlisted))]
    private sealed partial class HiddenJson : JsonSerializerContext;
}
