using System.Text.Json;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Hosting;

/// <summary>What holds for jobs that start jobs, wherever their methods run.</summary>
internal static class StartingContract
{
    public static async Task StartsAsync(JobClient client)
    {
        JsonElement parent = await client.RunAsync("/parent?text=hello", "");

        JsonElement child = await client.WaitForEndAsync("/jobs/" + parent.GetProperty("result").GetString());
        Assert.Equal(("SUCCEEDED", "hello from child"), (child.GetProperty("status").GetString(), child.GetProperty("result").GetString()));
    }

    public static async Task RunsAgainAsync(JobClient client)
    {
        string url = await client.StartAsync("/child?text=hello", "");
        JsonElement first = await client.WaitForEndAsync(url);
        Assert.Equal("hello from child", first.GetProperty("result").GetString());

        string again = await client.StartAsync(url + "/retry", "");
        Assert.Equal(again, await client.StartAsync(url + "/retry", ""));

        JsonElement second = await client.WaitForEndAsync(again);
        Assert.Equal(("hello from child", first.GetProperty("id").GetString()), (second.GetProperty("result").GetString(), second.GetProperty("retryOf").GetString()));
        Assert.NotEqual(url, again);
    }

    public static async Task IsRefusedAsync(JobClient client, HostProcess process)
    {
        JsonElement stranger = await client.RunAsync("/stranger", "");

        Assert.Equal("FAILED", stranger.GetProperty("status").GetString());
        string id = stranger.GetProperty("id").GetString()!;
        await process.WaitForLinesAsync(1, line => line.Contains(id, StringComparison.Ordinal) && line.Contains("job.finished", StringComparison.Ordinal));

        // The exception has lines of its own.
        string[] lines = await process.WaitForLinesAsync(1, line => line.StartsWith("    ", StringComparison.Ordinal) && line.Contains("its Starts does not name", StringComparison.Ordinal));
        string said = lines[0];
        Assert.Contains("The job 'stranger' starts 'child', which its Starts does not name", said, StringComparison.Ordinal);
        Assert.Contains("Write Starts = [\"child\"] in the [AsyncJob] of 'stranger'.", said, StringComparison.Ordinal);
    }

    /// <summary>Follows jobs of which each gives the id of the next.</summary>
    public static async Task FollowAsync(JobClient client, string path, int jobs)
    {
        JsonElement job = await client.RunAsync(path, "");
        int count = 1;
        while (job.GetProperty("result").ValueKind is JsonValueKind.String)
        {
            Assert.Equal("SUCCEEDED", job.GetProperty("status").GetString());
            job = await client.WaitForEndAsync("/jobs/" + job.GetProperty("result").GetString());
            count++;
        }

        Assert.Equal((jobs, "SUCCEEDED"), (count, job.GetProperty("status").GetString()));
    }
}
