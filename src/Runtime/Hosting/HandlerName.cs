using AsyncJobs.Jobs;
using AsyncJobs.Shared;

namespace AsyncJobs.Hosting;

/// <summary>Which handler of which job a function runs: the environment variable <c>ASYNCJOBS_HANDLER</c>.</summary>
internal static class HandlerName
{
    /// <exception cref="InvalidOperationException">It names no handler; the message lists them.</exception>
    public static LambdaEntryPoint Resolve(string? name, JobApp app)
    {
        string[] parts = (name ?? "").Split(':', 2);
        switch (parts)
        {
            case ["status"]:
                return app.StatusAsync;
            case ["settle"]:
                return app.SettleAsync;
            case ["http"]:
                return app.HttpAsync;
            case ["accept", string jobName] when app.List.Find(jobName) is { } job:
                CheckRoute(job, app);
                return (payload, invocation, reply) => app.AcceptAsync(job, payload, invocation, reply);
            case ["work", string jobName] when app.List.Find(jobName) is { } job:
                return (payload, invocation, reply) => app.WorkAsync(job, payload, invocation, reply);
        }

        string jobs = string.Join(", ", app.List.Outlines.Select(static job => job.Name));
        throw new InvalidOperationException(
            $"The environment variable {JobVariables.Handler} is '{name}'. "
            + $"It must be accept:JOB, work:JOB, status, settle or http, where JOB is one of: {jobs}.");
    }

    // A function that was left over when the job lost its route must not start it any more. The local host has one, to try the job.
    private static void CheckRoute(JobDefinition job, JobApp app)
    {
        if (job.Route is null && app.Variable(AwsVariables.SamLocal) != "true")
        {
            throw new InvalidOperationException(
                $"The environment variable {JobVariables.Handler} is 'accept:{job.Name}', and the job '{job.Name}' has no route: no request "
                + "starts it. Remove the function, or give the job a route.");
        }
    }
}
