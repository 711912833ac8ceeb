namespace AsyncJobs.ColdStart;

/// <summary>The programs that are built from this repository alone.</summary>
internal static class Programs
{
    /// <summary>The loop that calls AWS: those who do so are compared with it.</summary>
    public const string Signed = "signed loop, PutItem and Invoke";

    private static readonly Dictionary<string, string> s_cold = new() { ["ASYNCJOBS_WARM_UP"] = "false" };
    private static readonly Dictionary<string, string> s_inAdvance = new() { ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "provisioned-concurrency" };

    /// <summary>Those of one form.</summary>
    /// <param name="folder">Where they are published.</param>
    public static IEnumerable<Candidate> In(string folder)
    {
        string sample = Path.Combine(folder, "sample", "Sample");
        string direct = Path.Combine(folder, "direct", "Sample");
        return
        [
            new("empty program", Path.Combine(folder, "empty", "Empty")),
            new("HttpClient loop", Path.Combine(folder, "http", "HttpClientLoop"), Payload: Events.Refused, Expected: "200"),
            new("sample, accept refuses", sample, "accept:link-checks", Events.Refused, "withinSeconds") { Environment = s_cold },
            new("sample, status", sample, "status", Events.Status, "404") { Environment = s_cold },
            Starts(Signed, Path.Combine(folder, "signed", "SignedLoop")),
            Starts("sample, accept starts", sample),
            Starts("the same without warm-up", sample) with { Environment = s_cold },
            Starts("the same, started in advance", sample) with { Environment = s_inAdvance },
            Starts("sample with AsyncJobs.Direct, accept starts", direct),
            Starts("the same with it, without warm-up", direct) with { Environment = s_cold },
            Starts("the same with it, started in advance", direct) with { Environment = s_inAdvance },
        ];
    }

    private static Candidate Starts(string name, string file) =>
        new(name, file, "accept:link-checks", Events.Started, "202", CallsAws: true, BesideOf: Signed);
}
