namespace AsyncJobs.Client;

/// <summary>Why a job did not succeed.</summary>
/// <param name="ErrorCode">A number a program can act on: under 10000 one of AsyncJobs, from 10000 on the application's own.</param>
/// <param name="Message">One sentence for a person.</param>
/// <param name="RequestId">What to quote to the service's support, who find it in their logs.</param>
/// <param name="Service">The outgoing service at fault, where one is known.</param>
public sealed record AsyncJobError(int ErrorCode, string Message, string? RequestId, string? Service);
