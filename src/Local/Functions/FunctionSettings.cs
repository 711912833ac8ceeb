namespace AsyncJobs.Local.Functions;

/// <summary>What a deployment says of a function.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Handler">What it runs, the value of <c>ASYNCJOBS_HANDLER</c>.</param>
/// <param name="Timeout">How long an invocation may take.</param>
/// <param name="MemoryMegabytes">How much memory its process may have.</param>
internal sealed record FunctionSettings(string Name, string Handler, TimeSpan Timeout, int MemoryMegabytes)
{
    public const string WorkerPrefix = "work-";
    public const string SettleHandler = "settle";
    public const string WorkHandlerPrefix = "work:";

    /// <summary>Whether it sends messages to settle's queue.</summary>
    public bool HasQueue => Handler == SettleHandler || Handler.StartsWith(WorkHandlerPrefix, StringComparison.Ordinal);

    public string Arn => $"arn:aws:lambda:us-east-1:000000000000:function:{Name}";
}
