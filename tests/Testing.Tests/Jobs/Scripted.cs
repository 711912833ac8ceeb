using AsyncJobs.Parameters;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.Testing.Tests.Jobs;

/// <summary>Jobs that do what their test says.</summary>
public static class Scripted
{
    [JobServices]
    public static void Configure(IServiceCollection services)
    {
        services.AddSingleton<Importer>();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Script>(static (_, _) => Task.FromResult("nothing"));
    }

    [AsyncJob("POST /scripts", TimeoutSeconds = 900, MaxAttempts = 3)]
    public static Task<string> Run([FromServices] Script script, [FromServices] TimeProvider time, JobContext job) => script(job, time);

    /// <summary>The same, for as long as Lambda Managed Instances allow.</summary>
    [AsyncJob("POST /long-scripts", TimeoutSeconds = 5400, MaxAttempts = 3)]
    public static Task<string> RunLong([FromServices] Script script, [FromServices] TimeProvider time, JobContext job) => script(job, time);

    /// <summary>Can be run again, with the number that it was given.</summary>
    [AsyncJob("POST /copies/{number}", KeepInput = true)]
    public static int Copy(int number, JobContext job) => job.Id.Length > 0 ? number : 0;

    /// <summary>Starts another job, by its generated method.</summary>
    [AsyncJob("POST /parents", Starts = ["scripts"])]
    public static async Task<string> Start(JobContext job) => (await ScriptedRunJob.StartAsync(cancellationToken: job.CancellationToken)).Id;
}
