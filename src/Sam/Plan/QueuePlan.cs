using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Plan;

/// <summary>
/// The queue by which settle is told to look at a job later, or to try a callback again: each assembly has one of its own, since only its own settle
/// knows its jobs.
/// </summary>
internal sealed class QueuePlan
{
    /// <summary>One message an invocation: the callback of a single job may take much of settle's time.</summary>
    public const int BatchSize = 1;

    /// <summary>How settle says which messages are not done yet.</summary>
    public const string ResponseType = "ReportBatchItemFailures";

    private QueuePlan(int visibilityTimeoutSeconds) => VisibilityTimeoutSeconds = visibilityTimeoutSeconds;

    /// <summary>After how long a message comes again that settle neither finished nor put off.</summary>
    public int VisibilityTimeoutSeconds { get; }

    /// <summary>Null where the queue is left out.</summary>
    public static QueuePlan? Make(TemplateOptions options) =>
        options.HasQueue ? new QueuePlan(DeploymentDefaults.TimeoutsOfVisibility * DeploymentDefaults.SettleTimeoutSeconds) : null;

    /// <summary>What a function may do with the queue: what the runtime does in its role and, for settle, what Lambda does in its name.</summary>
    public static IReadOnlyList<string> ActionsOf(DeployedFunction function, DeployedSettings settings) => function.Role switch
    {
        FunctionRole.Settle =>
            ["sqs:SendMessage", "sqs:ChangeMessageVisibility", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
        _ when function.SendsMessages(settings) => ["sqs:SendMessage"],
        _ => [],
    };
}
