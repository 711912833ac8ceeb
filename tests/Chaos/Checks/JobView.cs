using System.Text.Json;
using AsyncJobs.Chaos.Jobs;

namespace AsyncJobs.Chaos.Checks;

/// <summary>A status document, as a client saw it.</summary>
/// <param name="Status">The status.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Job">Which definition it is of.</param>
/// <param name="Json">All of it.</param>
internal sealed record JobView(string Status, int Attempt, string Job, string Json)
{
    public bool IsFinal => Status is not ("PENDING" or "RUNNING");

    /// <summary>How far the job is: what comes later never has less.</summary>
    public int Rank => (IsFinal, Status) switch
    {
        (true, _) => int.MaxValue,
        (_, "RUNNING") => 2 * Attempt,

        // It waits before each of its invocations, and none of them is another attempt.
        _ when Job is ChaosJobs.StepsName or ChaosJobs.EndlessName => 2 * Attempt,

        // Between two attempts it waits again.
        _ => (2 * Attempt) + 1,
    };

    public JsonElement Root()
    {
        using JsonDocument document = JsonDocument.Parse(Json);
        return document.RootElement.Clone();
    }

    public static JobView Of(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return new JobView(document.RootElement.GetProperty("status").GetString()!, document.RootElement.GetProperty("attempt").GetInt32(), document.RootElement.GetProperty("job").GetString()!, json);
    }
}
