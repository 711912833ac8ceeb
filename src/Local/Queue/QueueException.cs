namespace AsyncJobs.Local.Queue;

/// <summary>The queue refuses a request, as SQS does.</summary>
/// <param name="code">The error's name in SQS's JSON protocol.</param>
/// <param name="message">What is wrong.</param>
internal sealed class QueueException(string code, string message) : Exception(message)
{
    public const string QueueDoesNotExist = "QueueDoesNotExist";

    public string Code => code;

    /// <summary>What the same error is called in SQS's older protocol, by which clients know it.</summary>
    public string QueryCode => code switch
    {
        QueueDoesNotExist => "AWS.SimpleQueueService.NonExistentQueue",
        "MessageNotInflight" or "UnsupportedOperation" => "AWS.SimpleQueueService." + code,
        _ => code,
    };

    public static QueueException Invalid(string message) => new("InvalidParameterValue", message);
}
