namespace AsyncJobs.ColdStart;

/// <summary>The same start of a job on the packages of Amazon.Lambda, where the programs were built: see CONTRIBUTING.md.</summary>
internal static class Peers
{
    private static readonly Dictionary<string, string> s_environment = new()
    {
        ["ANNOTATIONS_HANDLER"] = "Start",
        ["TABLE"] = "jobs",
        ["WORKER"] = "worker",
    };

    /// <summary>Those of one form.</summary>
    /// <param name="folder">Where they are published.</param>
    public static IEnumerable<Candidate> In(string folder)
    {
        (string Name, string File)[] peers =
        [
            ("Annotations", Path.Combine(folder, "annotations", "Annotations")),
            ("RuntimeSupport by hand", Path.Combine(folder, "runtimesupport", "RuntimeSupport")),
        ];
        return peers.Where(static peer => File.Exists(peer.File)).SelectMany(static peer => Of(peer.Name, peer.File));
    }

    private static Candidate[] Of(string name, string file) =>
    [
        new($"{name}, refuses", file, "", Events.Refused, "withinSeconds") { Environment = s_environment },
        new($"{name}, PutItem and Invoke", file, "", Events.Started, "202", CallsAws: true, BesideOf: Programs.Signed)
        {
            Environment = s_environment,
        },
    ];
}
