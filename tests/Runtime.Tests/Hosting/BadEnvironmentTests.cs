using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Binding;
using AsyncJobs.Buffers;
using AsyncJobs.Jobs;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Hosting;

/// <summary>Entry points of an application whose environment names no table: they fail as they fail otherwise, and what they borrowed is given back.</summary>
public sealed class BadEnvironmentTests
{
    private readonly ReportJob _report = new();
    private readonly Invocation _invocation = new() { RequestId = "r" };
    private readonly ArrayBufferWriter<byte> _reply = new();

    public static TheoryData<string> EntryPoints => new("accept", "status", "http", "work", "settle", "start", "get");

    [Theory]
    [MemberData(nameof(EntryPoints))]
    public async Task The_fault_comes_by_the_task(string entryPoint)
    {
        JobApp app = new([_report]);

        Task call = entryPoint switch
        {
            "accept" => app.AcceptAsync(_report, default, _invocation, _reply).AsTask(),
            "status" => app.StatusAsync(default, _invocation, _reply).AsTask(),
            "http" => app.HttpAsync(default, _invocation, _reply).AsTask(),
            "work" => app.WorkAsync(_report, default, _invocation, _reply).AsTask(),
            "settle" => app.SettleAsync(default, _invocation, _reply).AsTask(),
            "start" => app.StartAsync(_report, new ArgumentWriter(), null, TestContext.Current.CancellationToken),
            _ => app.GetAsync(_report, "id", TestContext.Current.CancellationToken),
        };

        Assert.Contains("ASYNCJOBS_TABLE", (await Assert.ThrowsAsync<InvalidOperationException>(() => call)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_that_fails_gives_its_arguments_back() =>
        AssertGivenBack(args => Assert.True(new JobApp([_report]).StartAsync(_report, args, null, TestContext.Current.CancellationToken).IsFaulted));

    [Fact]
    public void An_argument_that_cannot_be_written_gives_the_others_back()
    {
        JsonTypeInfo<Unwritable> type = JobJson.Reflected<Unwritable>();
        AssertGivenBack(args => Assert.Throws<NotSupportedException>(() => args.Body(new Unwritable(), type)));
        AssertGivenBack(args => Assert.Throws<InvalidOperationException>(() => args.Query("tag", Failing(), Scalar.String)));
    }

    [Fact]
    public void Arguments_that_are_disposed_of_twice_are_given_back_once()
    {
        ArgumentWriter args = new();
        args.Dispose();
        using JsonScratch other = JsonScratch.Rent();

        args.Dispose();

        using JsonScratch another = JsonScratch.Rent();
        Assert.NotSame(other, another);
    }

    private static IEnumerable<string> Failing()
    {
        yield return "x";
        throw new InvalidOperationException();
    }

    private static void AssertGivenBack(Action<ArgumentWriter> use)
    {
        JsonScratch kept = JsonScratch.Rent();
        kept.Dispose();

        use(new ArgumentWriter());

        using JsonScratch again = JsonScratch.Rent();
        Assert.Same(kept, again);
    }

    [JsonConverter(typeof(Refusal))]
    private sealed class Unwritable;

    private sealed class Refusal : JsonConverter<Unwritable>
    {
        public override Unwritable Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Unwritable value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
