using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Running;

/// <summary>Jobs that go on in another invocation.</summary>
public sealed class ContinuationTests
{
    private const string Jobs = """
        public static class Imports
        {
            [AsyncJob("POST /imports", State = typeof(Cursor))]
            public static async Task<Report> Run(int pages, JobContext job)
            {
                Cursor cursor = job.State<Cursor>() ?? new Cursor(0, []);
                if (cursor.NextPage < pages)
                {
                    cursor = new Cursor(cursor.NextPage + 1, [.. cursor.Seen, cursor.NextPage]);
                    await job.ContinueAsync(cursor);
                }

                return new Report(cursor.Seen, job.Continuation, job.Attempt);
            }
        }

        public sealed record Cursor(int NextPage, int[] Seen);

        public sealed record Report(int[] Seen, int Continuation, int Attempt);
        """;

    [Theory]
    [InlineData("")]
    [InlineData("[System.Text.Json.Serialization.JsonSerializable(typeof(Cursor))] internal sealed partial class CursorJson : System.Text.Json.Serialization.JsonSerializerContext;")]
    public async Task A_method_goes_on_with_what_it_saved(string context)
    {
        using CompiledApp app = CompiledApp.Start(Jobs, context);

        string result = (await app.RunAsync("ImportsRunJob", "POST", "/imports", query: "pages=3")).GetProperty("result").GetRawText();

        Assert.Equal("""{"seen":[0,1,2],"continuation":3,"attempt":1}""", result);
    }
}
