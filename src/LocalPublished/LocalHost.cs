using AsyncJobs.Hosting;
using AsyncJobs.Jobs;

namespace AsyncJobs.Local;

/// <summary>
/// What a published program has in place of the local host, so that no function carries a web server and a page that it never needs.
/// </summary>
public static class LocalHost
{
    /// <summary>Runs a function where Lambda has started the program, and says elsewhere what to do.</summary>
    /// <param name="app">The application.</param>
    /// <param name="args">Not read.</param>
    /// <param name="example">Not shown.</param>
    /// <returns>The exit code of the process; 1 outside of Lambda.</returns>
    public static Task<int> RunAsync(JobApp app, string[] args, LocalExample? example = null)
    {
        if (LambdaHost.IsLambda)
            return Task.FromResult(LambdaHost.Run(app));

        Console.Error.WriteLine(
            "This program was published for AWS Lambda, without the local host. "
            + "Run its project with 'dotnet run', or publish it with -p:AsyncJobsPublishLocal=true.");
        return Task.FromResult(1);
    }
}
