using AsyncJobs.Parameters;

namespace AsyncJobs.EndToEnd.App;

/// <summary>Jobs that say what reached them.</summary>
public static class EchoJobs
{
    [AsyncJob("PUT /echo/{id}/{day}")]
    public static Echo Echo(
        Guid id, DateOnly day, JobContext job, string[] tag, [FromHeader(Name = "X-Colours")] string? colours = null, DayOfWeek weekday = DayOfWeek.Friday, Echo? body = null) =>
        new($"{id} {day:yyyy-MM-dd} {weekday} {string.Join('|', tag)} {colours} {body?.Text} {job.JobName}");

    [AsyncJob("GET /nothing", Name = "nothing")]
    public static void Nothing(JobContext job) => _ = job.Id;
}
