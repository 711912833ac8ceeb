namespace AsyncJobs.Callbacks;

/// <summary>A secret of callbacks cannot be read where it stands, or what stands there is none. The message holds nothing of it.</summary>
internal sealed class SecretUnreadableException(string message, Exception? cause = null) : Exception(message, cause);
