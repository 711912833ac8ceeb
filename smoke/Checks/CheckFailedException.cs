namespace AsyncJobs.Smoke;

/// <summary>A check saw something else than it should have.</summary>
/// <param name="message">What it saw, and what it should have been.</param>
internal sealed class CheckFailedException(string message) : Exception(message);
