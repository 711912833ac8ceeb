using System.Text.Json.Serialization;

namespace Acme;

public static class Imports
{
    [AsyncJob("POST /imports", State = typeof(Cursor), TotalTimeoutSeconds = 7200, RetryOnTimeout = true, RequireIdempotencyKey = true)]
    public static async Task<int> Run(int pages, JobContext job)
    {
        Cursor cursor = job.State<Cursor>() ?? new Cursor(0);
        if (cursor.Page < pages)
            await job.ContinueAsync(cursor with { Page = cursor.Page + 1 });
        return cursor.Page;
    }

    [AsyncJob("POST /counts", State = typeof(int[]), Authorizer = "LoginAuthorizer")]
    public static void Count(JobContext job) => _ = job.State<int[]>();
}

internal sealed record Cursor(int Page);

[JsonSerializable(typeof(Cursor))]
internal sealed partial class CursorJson : JsonSerializerContext;
