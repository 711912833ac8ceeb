namespace AsyncJobs.Client;

/// <summary>A callback is not what it claims to be, or too old. Answer it with 400 or 401 and do nothing else.</summary>
public sealed class WebhookVerificationException : Exception
{
    internal WebhookVerificationException(string message)
        : base(message)
    {
    }
}
