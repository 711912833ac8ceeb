using System.Globalization;
using System.Text;
using AsyncJobs.Jobs;
using AsyncJobs.Local.CommandLine;
using AsyncJobs.Local.Gateway;
using AsyncJobs.Shared;

namespace AsyncJobs.Local;

/// <summary>What the local host says when it is ready.</summary>
internal static class LocalBanner
{
    public static string Write(JobApp app, string address, string storedIn, LocalOptions options, CallerSettings callers, LocalExample? example)
    {
        int width = app.Jobs.Select(job => LocalStart.RouteOf(job).Key.Length).Append($"POST {JobPaths.Callback}".Length).Max();
        StringBuilder text = new();
        text.Append("Listening on ").Append(address).Append("; jobs are kept ").Append(storedIn).Append(".\n");
        if (options.IsIsolated)
        {
            text.Append(
                CultureInfo.InvariantCulture, $"Every function runs in processes of its own, up to {options.Concurrency} at the same time.\n");
        }

        if (options.HasFaults)
            text.Append(CultureInfo.InvariantCulture, $"Faults are injected; --seed {options.Seed} repeats their sequence.\n");
        string[] receivers = [.. options.CallbackHosts, .. options.AreLoopbackCallbacksAllowed ? ["this machine"] : Array.Empty<string>()];
        text.Append("Callbacks may go to ").AppendJoin(", ", receivers is [] ? ["no host, as other machines can start jobs"] : receivers).Append('.');
        text.Append(options.MadeCallbackSecret is { } secret ? $" They are signed with {secret}.\n" : "\n");
        if (callers.CorsOrigins.Count > 0)
            text.Append("Pages of these origins may call: ").AppendJoin(", ", callers.CorsOrigins).Append(".\n");
        if (app.Jobs.Count == 0)
            text.Append("No method is marked [AsyncJob], or none of them without a fault: there is nothing to start.\n");
        text.Append('\n');
        foreach (JobDefinition job in app.Jobs)
            Line(LocalStart.RouteOf(job).Key, $"starts a job of {job.Name}{(job.Route is null ? ", on this machine only" : "")}: {LimitsOf(job)}");
        Line("GET /jobs/{id}", "says how far a job is");
        Line("DELETE /jobs/{id}", "cancels it");
        if (app.Jobs.Any(static job => job.KeepInput))
            Line($"POST {JobPaths.Retry}", "runs it again");
        if (options.Callbacks is not null)
            Line($"POST {JobPaths.Callback}", "has its callback delivered anew");
        if (CurlOf(app, address, example) is { } curl)
            text.Append("\nTry it:\n\n  ").Append(curl).Append('\n');

        text.Append("\nSee the jobs, and start some, at ").Append(address.TrimEnd('/')).Append("/ in a browser.\n");
        text.Append("\n--help lists the options, and ").Append(Documentation.Pages).Append("start/local.md says more. Ctrl-C stops.\n\n");
        return text.ToString();

        void Line(string route, string what) => text.Append("  ").Append(route.PadRight(width)).Append("  ").Append(what).Append('\n');
    }

    private static string LimitsOf(JobDefinition job) => $"{job.TimeoutSeconds} s, {job.MaxAttempts} attempts";

    private static string? CurlOf(JobApp app, string address, LocalExample? example)
    {
        if (example is not null)
            return LocalCurl.Of(address, example);

        try
        {
            return app.Jobs is [var first, ..] ? LocalCurl.Of(address, first) : null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or NotSupportedException)
        {
            // A type that its JsonSerializerContext lacks. Whoever starts the job is told; the others run.
            return null;
        }
    }
}
