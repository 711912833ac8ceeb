using AsyncJobs.Client;
using AsyncJobs.Generator.Tests.Harness;
using AsyncJobs.Storage;
using AsyncJobs.Testing;
using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.Generator.Tests.Running;

/// <summary>
/// The methods that start jobs over HTTP, by a real client and through the host of tests: whatever they are given is what the jobs' methods get.
/// </summary>
public sealed class TypedClientTests
{
    private const string Show =
        """
        public static class Shown
        {
            public static string[] All(params object?[] values) => Array.ConvertAll(values, Of);

            private static string Of(object? value) => value switch
            {
                null => "null",
                string text => "'" + text + "'",
                char letter => "'" + letter + "'",
                DateTime at => at.ToString("O"),
                DateTimeOffset at => at.ToString("O"),
                TimeOnly at => at.ToString("O"),
                DateOnly at => at.ToString("O"),
                Uri link => link.OriginalString,
                IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
                System.Collections.IEnumerable items => "[" + string.Join(";", System.Linq.Enumerable.Select(System.Linq.Enumerable.Cast<object?>(items), Of)) + "]",
                _ => value.ToString()!,
            };
        }
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<ArgumentPlace> Places { get; } = [.. Enum.GetValues<ArgumentPlace>()];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Whatever_is_given_is_what_the_method_gets(ArgumentPlace place)
    {
        ArgumentKind[] kinds = [.. ArgumentKind.All];
        using CompiledApp app = CompiledApp.Start(TestProject.Of(Show, SourceOf(place, kinds)).WithClient());
        await using JobTestHost host = app.CreateHost();
        AsyncJobClient client = ClientOf(host);
        var send = app.Script<Func<AsyncJobClient, object?[], Task<string[]>>>("SendAsync");
        var show = app.Script<Func<object?[], string[]>>("Show");

        Prop.ForAll(Gen.CollectToArray(kinds, kind => kind.ValuesFor(place)).ToArbitrary(), values =>
            {
                string[] got = Task.Run(() => send(client, values)).GetAwaiter().GetResult();
                Assert.Equal(show(values), got);
            })
            .Check(RandomCases.Config.WithMaxTest(60).WithQuietOnSuccess(true));
    }

    [Fact]
    public async Task Bodies_of_every_form_arrive()
    {
        using CompiledApp app = CompiledApp.Start(TestProject.Of(
            """
            using System.IO;
            using AsyncJobs.Client;

            public sealed record Note(string Text, int[] Numbers, Note? Next = null);

            public static class Jobs
            {
                [AsyncJob("POST /note")] public static string Note(Note note, JobContext job) => $"{note.Text} {note.Numbers.Length} {note.Next?.Text}";
                [AsyncJob("POST /text")] public static string Text([FromBody] string text, JobContext job) => text;
                [AsyncJob("POST /bytes")] public static string Bytes([FromBody] byte[] bytes, JobContext job) => Convert.ToHexString(bytes);
                [AsyncJob("POST /memory")] public static string Memory(ReadOnlyMemory<byte> bytes, JobContext job) => Convert.ToHexString(bytes.Span);
                [AsyncJob("POST /maybe")] public static string Maybe(JobContext job, Note? note = null) => note?.Text ?? "none";
                [AsyncJob("POST /stream")]
                public static async Task<string> Stream([FromBody] Stream content, JobContext job)
                {
                    using MemoryStream copy = new();
                    await content.CopyToAsync(copy);
                    return Convert.ToHexString(copy.ToArray());
                }

                [AsyncJob("POST /typed-text")]
                public static string TypedText([FromHeader(Name = "content-type")] string type, [FromBody] string text, JobContext job) => type + " " + text;

                [AsyncJob("POST /typed-bytes")]
                public static string TypedBytes([FromBody] byte[] bytes, [FromHeader(Name = "Content-Type")] string type, JobContext job) => type + " " + Convert.ToHexString(bytes);

                [AsyncJob("POST /only-type")]
                public static string OnlyType([FromHeader(Name = "Content-Type")] string type, [FromHeader(Name = "Accept")] string accept, [FromHeader(Name = "Idempotency-Key")] string key, JobContext job) => $"{type} {accept} {key}";
            }

            public static class Script
            {
                public static async Task<string[]> SendAsync(AsyncJobClient client)
                {
                    byte[] all = new byte[256];
                    for (int i = 0; i < all.Length; i++)
                        all[i] = (byte)i;
                    return new[]
                    {
                        await (await JobsNoteJob.StartAsync(client, new Note("a\u00e9\ud83d\ude00", new[] { 1, 2 }, new Note("b", new int[0])))).WaitAsync(),
                        await (await JobsTextJob.StartAsync(client, "\ufeffx\r\n\u0000\u00e9")).WaitAsync(),
                        await (await JobsTextJob.StartAsync(client, "")).WaitAsync(),
                        (await (await JobsBytesJob.StartAsync(client, all)).WaitAsync()) == Convert.ToHexString(all) ? "all" : "others",
                        await (await JobsBytesJob.StartAsync(client, new byte[0])).WaitAsync(),
                        await (await JobsMemoryJob.StartAsync(client, new byte[] { 0xff })).WaitAsync(),
                        await (await JobsMaybeJob.StartAsync(client)).WaitAsync(),
                        await (await JobsMaybeJob.StartAsync(client, new Note("here", new int[0]))).WaitAsync(),
                        (await (await JobsStreamJob.StartAsync(client, new MemoryStream(all))).WaitAsync()) == Convert.ToHexString(all) ? "all" : "others",
                        await (await JobsTypedTextJob.StartAsync(client, "text/csv; charset=utf-16", "\u00e9;1")).WaitAsync(),
                        await (await JobsTypedTextJob.StartAsync(client, "application/json", "\u00e9;1")).WaitAsync(),
                        await (await JobsTypedBytesJob.StartAsync(client, new byte[] { 0xff, 0x00 }, "image/png")).WaitAsync(),
                        await (await JobsOnlyTypeJob.StartAsync(client, "image/png", "text/plain", "order-4711")).WaitAsync(),
                    };
                }
            }
            """).WithClient());
        await using JobTestHost host = app.CreateHost();

        string[] got = await app.Script<Func<AsyncJobClient, Task<string[]>>>("SendAsync")(ClientOf(host));

        Assert.Equal(
            [
                "a\u00e9\ud83d\ude00 2 b", "\ufeffx\r\n\u0000\u00e9", "", "all", "", "FF", "none", "here", "all", "text/csv; charset=utf-16 \u00e9;1",
                "application/json \u00e9;1", "image/png FF00", "image/png text/plain order-4711",
            ],
            got);
    }

    [Fact]
    public async Task Results_of_every_form_come_back_and_a_job_is_found_again()
    {
        using CompiledApp app = CompiledApp.Start(TestProject.Of(
            """
            using System.IO;
            using System.Text.Json;
            using AsyncJobs.Client;

            public static class Jobs
            {
                [AsyncJob("GET /number", Name = "number")] public static int? Number(JobContext job, bool isNull) => isNull ? null : 7;
                [AsyncJob("POST /v1:sums/{n}", Name = "sums")] public static int Sum(int n, JobContext job) => n + 1;
                [AsyncJob("POST /nothing")] public static void Nothing(JobContext job) { }
                [AsyncJob("PUT /files")] public static JobFile File(JobContext job) => new JobFile(new MemoryStream(new byte[] { 1, 2, 3 }), "image/png", "a.png");
            }

            public static class Script
            {
                public static async Task<string> SendAsync(AsyncJobClient client)
                {
                    AsyncJob<int?> number = await JobsNumberJob.StartAsync(client, false);
                    AsyncJob<int?> none = await JobsNumberJob.StartAsync(client, true, new AsyncJobStartOptions { IdempotencyKey = "one" });
                    AsyncJob<int?> same = await JobsNumberJob.StartAsync(client, isNull: true, options: new AsyncJobStartOptions { IdempotencyKey = "one" });
                    AsyncJob<JsonElement> nothing = await JobsNothingJob.StartAsync(client);
                    AsyncJob<AsyncJobFile> file = await JobsFileJob.StartAsync(client);
                    AsyncJobFile image = await file.WaitAsync();
                    int sum = await (await JobsSumJob.StartAsync(client, 1)).WaitAsync();
                    return $"{await JobsNumberJob.Resume(client, number.Url).WaitAsync()} {await none.WaitAsync() is null} {none.Id == same.Id} "
                        + $"{(await JobsNothingJob.Resume(client, nothing.Url).WaitAsync()).ValueKind} {image.ContentType} {image.Length} "
                        + $"{(await JobsFileJob.Resume(client, file.Url).GetAsync()).Result!.FileName} {sum}";
                }
            }
            """).WithClient());
        await using JobTestHost host = app.CreateHost(static services => services.AddSingleton<IPayloadStore>(new InMemoryPayloadStore()));

        Assert.Equal("7 True True Null image/png 3 a.png 2", await app.Script<Func<AsyncJobClient, Task<string>>>("SendAsync")(ClientOf(host)));
    }

    [Fact]
    public async Task What_no_request_can_carry_is_refused_by_its_name()
    {
        using CompiledApp app = CompiledApp.Start(TestProject.Of(
            """
            using AsyncJobs.Client;

            public static class Jobs
            {
                [AsyncJob("POST /echo/{id}")]
                public static string Echo(string id, [FromQuery] string text, [FromHeader(Name = "X-Tag")] string tag, JobContext job) => id;

                [AsyncJob("POST /typed")]
                public static string Typed([FromHeader(Name = "Content-Type")] string type, [FromBody] string text, JobContext job) => text;
            }

            public static class Script
            {
                public static async Task<string> SendAsync(AsyncJobClient client) =>
                    $"{await FaultAsync(client, "", "t", "g")}, {await FaultAsync(client, "..", "t", "g")}, {await FaultAsync(client, "a", "\ud800", "g")}, "
                    + $"{await FaultAsync(client, "a", "t", "\u00e9")}, {await FaultAsync(client, "a", "t", "a\r\nb")}, {await FaultAsync(client, "a", "t", " g")}, "
                    + $"{await FaultAsync(client, "a", null!, "g")}, {await FaultAsync(null!, "a", "t", "g")}, {await FaultAsync(client, "a", "t", "g")}, "
                    + $"{await FaultOfAsync(() => JobsTypedJob.StartAsync(client, "text/csv", "\ufeffa"))}, "
                    + $"{await FaultOfAsync(() => JobsTypedJob.StartAsync(client, "text/csv; charset=us-ascii", "\u00e9"))}";

                private static Task<string?> FaultAsync(AsyncJobClient client, string id, string text, string tag) =>
                    FaultOfAsync(() => JobsEchoJob.StartAsync(client, id, text, tag));

                private static async Task<string?> FaultOfAsync(Func<Task> start)
                {
                    try
                    {
                        await start();
                        return "none";
                    }
                    catch (ArgumentException refused)
                    {
                        return refused.ParamName;
                    }
                }
            }
            """).WithClient());
        await using JobTestHost host = app.CreateHost();

        Assert.Equal(
            "id, id, text, X-Tag, X-Tag, X-Tag, text, client, none, text, text", await app.Script<Func<AsyncJobClient, Task<string>>>("SendAsync")(ClientOf(host)));
        Assert.Single(await host.ListAsync(Cancelled));
    }

    [Fact]
    public void Without_the_client_there_is_nothing_of_it()
    {
        GeneratorRun run = GeneratorRun.Strict("public static class Jobs { [AsyncJob(\"POST /a\")] public static void Run(JobContext job) { } }");

        Assert.All(run.Files.Values, static text => Assert.DoesNotContain("AsyncJobs.Client", text, StringComparison.Ordinal));
    }

    private static AsyncJobClient ClientOf(JobTestHost host) => new(host.HttpClient, new AsyncJobClientOptions { TimeProvider = host.Time });

    private static string SourceOf(ArgumentPlace place, ArgumentKind[] kinds)
    {
        string route = place is ArgumentPlace.Route ? string.Concat(kinds.Select(static (_, i) => $"/{{p{i}}}")) : "";
        string parameters = string.Join(", ", kinds.Select((kind, i) => $"{kind.ParameterFor(place)} p{i}"));
        string names = string.Join(", ", kinds.Select(static (_, i) => $"p{i}"));
        string arguments = string.Concat(kinds.Select((kind, i) => $", ({kind.TypeFor(place)})values[{i}]!"));
        return $$"""
            using AsyncJobs.Client;

            public static class Jobs
            {
                [AsyncJob("POST /all{{route}}")] public static string[] All({{parameters}}, JobContext job) => Shown.All(new object?[] { {{names}} });
            }

            public static class Script
            {
                public static async Task<string[]> SendAsync(AsyncJobClient client, object?[] values) =>
                    await (await JobsAllJob.StartAsync(client{{arguments}})).WaitAsync();

                public static string[] Show(object?[] values) => Shown.All(values);
            }
            """;
    }
}
