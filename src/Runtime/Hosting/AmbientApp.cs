using AsyncJobs.Jobs;

namespace AsyncJobs.Hosting;

/// <summary>
/// The applications that run the code of an asynchronous flow: of the jobs of each assembly at most one. A function whose only application is
/// <c>AppJobs.App</c> never has any here.
/// </summary>
internal sealed class AmbientApp(JobApp app, AmbientApp? rest)
{
    private static readonly AsyncLocal<AmbientApp?> s_current = new();

    public static AmbientApp? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>The application of these jobs that runs the caller; null for none.</summary>
    /// <param name="origin">The one that applications of the same jobs were made from.</param>
    public static JobApp? Find(JobApp origin)
    {
        for (AmbientApp? node = s_current.Value; node is not null; node = node.Rest)
        {
            if (node.App.Origin == origin)
                return node.App;
        }

        return null;
    }

    /// <summary>Puts an application in the place of the one of the same jobs.</summary>
    public static AmbientApp With(JobApp app) => new(app, Without(s_current.Value, app.Origin));

    private JobApp App { get; } = app;

    private AmbientApp? Rest { get; } = rest;

    private static AmbientApp? Without(AmbientApp? node, JobApp origin)
    {
        if (node is null || node.App.Origin == origin)
            return node?.Rest;

        AmbientApp? rest = Without(node.Rest, origin);
        return rest == node.Rest ? node : new AmbientApp(node.App, rest);
    }
}
