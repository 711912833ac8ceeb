namespace AsyncJobs.Chaos.Faults;

/// <summary>What goes wrong with a request to DynamoDB.</summary>
internal enum TableFault
{
    None,

    /// <summary>It is throttled, with DynamoDB's own error.</summary>
    Throttled,

    /// <summary>DynamoDB fails with 500.</summary>
    ServerError,

    /// <summary>It takes longer than usual.</summary>
    Delayed,

    /// <summary>The connection breaks before DynamoDB has it.</summary>
    RequestLost,

    /// <summary>DynamoDB does it, and the connection breaks before the answer.</summary>
    AnswerLost,
}
