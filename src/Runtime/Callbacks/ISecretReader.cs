using AsyncJobs.Shared;

namespace AsyncJobs.Callbacks;

/// <summary>Reads secrets that stand elsewhere. Implementations are safe for concurrent use.</summary>
internal interface ISecretReader
{
    /// <summary>Reads a secret as it is now.</summary>
    /// <param name="reference">Where it stands, as <see cref="SecretReference"/> has it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SecretUnreadableException">It cannot be read. The message says why, and holds nothing of it.</exception>
    ValueTask<string> ReadAsync(string reference, CancellationToken cancellationToken);
}
