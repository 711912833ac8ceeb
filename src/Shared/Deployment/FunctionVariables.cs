using System.Globalization;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>
/// Which variables each function is given. The template, the manifest and the processes of the local host all ask here, so that what runs in one of
/// them runs in the others.
/// </summary>
[Embedded]
internal static class FunctionVariables
{
    /// <summary>The variables that a deployment decides on: a function has those that <see cref="Of"/> gives it, and no other of these.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        JobVariables.Handler,
        JobVariables.Table,
        JobVariables.Owner,
        JobVariables.CorsOrigins,
        JobVariables.Streaming,
        JobVariables.Purge,
        JobVariables.List,
        JobVariables.ListAll,
        JobVariables.MaxUnfinishedPerOwner,
        JobVariables.MaxStartsPerMinutePerOwner,
        JobVariables.MaxStreamsPerOwner,
        JobVariables.CallbackHosts,
        JobVariables.WebhookSecret,
        JobVariables.Workers,
        JobVariables.Bucket,
        JobVariables.Queue,
    ];

    /// <summary>The variables of a function, in the order in which they are written.</summary>
    /// <param name="function">The function.</param>
    /// <param name="settings">The application's settings.</param>
    /// <param name="values">How values are written.</param>
    public static IEnumerable<KeyValuePair<string, T>> Of<T>(DeployedFunction function, DeployedSettings settings, IVariableValues<T> values)
        where T : class
    {
        yield return new(JobVariables.Handler, values.Text(function.Handler));
        yield return new(JobVariables.Table, values.Table);
        foreach ((string name, string value) in SettingsOf(function, settings))
            yield return new(name, values.Text(value));
        if (function.Invokes.Count > 0 && values.Workers(function) is { } workers)
            yield return new(JobVariables.Workers, workers);
        if (values.Bucket is { } bucket)
            yield return new(JobVariables.Bucket, bucket);
        if (function.SendsMessages(settings) && values.Queue is { } queue)
            yield return new(JobVariables.Queue, queue);
    }

    private static IEnumerable<(string Name, string Value)> SettingsOf(DeployedFunction function, DeployedSettings settings)
    {
        if (function.AnswersRequests && settings.Owner is { } owner)
            yield return (JobVariables.Owner, owner);
        if (function.AnswersRequests && settings.CorsOrigins.Count > 0)
            yield return (JobVariables.CorsOrigins, string.Join(" ", settings.CorsOrigins));
        if (function.Role is FunctionRole.Stream)
            yield return (JobVariables.Streaming, "true");
        if (function.TellsOfJobs && settings.AllowsPurge)
            yield return (JobVariables.Purge, "true");
        if ((function.StartsJobs || function.TellsOfJobs) && settings.ListsOwn)
            yield return (JobVariables.List, "true");
        if (function.StartsJobs && settings.ListsAll)
            yield return (JobVariables.ListAll, "true");
        if (function.StartsJobs && settings.MostUnfinished > 0)
            yield return (JobVariables.MaxUnfinishedPerOwner, settings.MostUnfinished.ToString(CultureInfo.InvariantCulture));
        if (function.StartsJobs && settings.MostStartsPerMinute > 0)
            yield return (JobVariables.MaxStartsPerMinutePerOwner, settings.MostStartsPerMinute.ToString(CultureInfo.InvariantCulture));
        if (function.Role is FunctionRole.Stream && settings.MostStreams > 0)
            yield return (JobVariables.MaxStreamsPerOwner, settings.MostStreams.ToString(CultureInfo.InvariantCulture));

        // Any of them may be the one that ends a job.
        if (settings.CallbackHosts is { } hosts)
            yield return (JobVariables.CallbackHosts, hosts);
        if (settings.WebhookSecret is { } secret)
            yield return (JobVariables.WebhookSecret, secret);
    }
}
