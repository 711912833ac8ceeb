using AsyncJobs.Texts;

namespace AsyncJobs;

/// <summary>Why a job did not succeed, as its caller sees it. Each text is cut at 1,000 characters.</summary>
/// <param name="ErrorCode">A number a program can act on: under 10000 one of <see cref="JobErrorCodes"/>, from 10000 on the application's
/// own.</param>
/// <param name="Message">
/// One sentence for a person. Never an exception's text, unless the application threw <see cref="JobException"/>, or the job ran on the local host.
/// Null counts as empty.
/// </param>
/// <param name="RequestId">The request id of the Lambda invocation, to quote to support and to find in the logs.</param>
/// <param name="Service">The outgoing service at fault, where one is known.</param>
public sealed record JobError(int ErrorCode, string Message, string? RequestId = null, string? Service = null)
{
    /// <inheritdoc cref="JobError(int, string, string?, string?)" path="/param[@name='Message']"/>
    public string Message { get; init => field = StoredText.Cut(value) ?? ""; } = StoredText.Cut(Message) ?? "";

    /// <inheritdoc cref="JobError(int, string, string?, string?)" path="/param[@name='RequestId']"/>
    public string? RequestId { get; init => field = StoredText.Cut(value); } = StoredText.Cut(RequestId);

    /// <inheritdoc cref="JobError(int, string, string?, string?)" path="/param[@name='Service']"/>
    public string? Service { get; init => field = StoredText.Cut(value); } = StoredText.Cut(Service);
}
