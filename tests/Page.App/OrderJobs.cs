using AsyncJobs.Parameters;

namespace AsyncJobs.Page.App;

/// <summary>Jobs that say what reached them.</summary>
public static class OrderJobs
{
    /// <summary>Gives back its input.</summary>
    [AsyncJob("PUT /orders/{region}/{day}")]
    public static Receipt Order(
        string region,
        DateOnly day,
        Order order,
        JobContext job,
        string[] tag,
        int? priority = null,
        [FromHeader(Name = "X-Channel")] string? channel = null)
    {
        _ = job.Id;
        return new Receipt(region, day, order, tag, priority, channel);
    }

    /// <summary>Gives back a text as it came.</summary>
    [AsyncJob("POST /notes")]
    public static string Note([FromBody] string text, JobContext job)
    {
        _ = job.Id;
        return text;
    }

    /// <summary>Has no route.</summary>
    [AsyncJob(Name = "nightly")]
    public static int Nightly(int days, JobContext job)
    {
        _ = job.Id;
        return days;
    }
}
