using AsyncJobs.Texts;

namespace AsyncJobs.Jobs;

/// <summary>The method returned, and what it returned cannot be written as JSON.</summary>
internal sealed class ResultUnwritableException(Type type, Exception cause)
    : Exception($"The result, {type}, cannot be written as JSON: {ExceptionText.Message(cause)}", cause);
