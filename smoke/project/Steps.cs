namespace Smoke;

/// <summary>The invocations of a job that goes on in another one.</summary>
/// <param name="RequestIds">Their request ids, in order.</param>
public sealed record Steps(string[] RequestIds);
