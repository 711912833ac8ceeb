namespace AsyncJobs.Telemetry;

/// <summary>What a line of the log says of the invocation that it was written in.</summary>
internal readonly record struct InvocationIds(string? Job, string? JobId, int Attempt, string? RequestId, string? CorrelationId, string? TraceId);
