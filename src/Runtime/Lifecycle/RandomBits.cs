using System.Security.Cryptography;
using AsyncJobs.Shared;

namespace AsyncJobs.Lifecycle;

/// <summary>
/// Random bits for ids. A process that cannot be a copy of another one keeps a block of them: an accept whose id asks the kernel takes 1.08 times as
/// long.
/// </summary>
/// <remarks>
/// No two processes restored from one snapshot may have the same ids. Those that Lambda does not say to be started by themselves keep nothing and ask
/// the kernel each time.
/// </remarks>
/// <param name="initializationType">How Lambda started the process; null where it did not.</param>
internal sealed class RandomBits(string? initializationType)
{
    /// <summary>How many bytes are taken at once.</summary>
    public const int Length = KernelRandom.Length;

    private const int BlockLength = 64 * Length;

    private readonly bool _keepsBlock = initializationType
        is InitializationTypes.OnDemand or InitializationTypes.ProvisionedConcurrency or InitializationTypes.ManagedInstances;

    private readonly object _gate = new();
    private byte[]? _block;
    private int _taken = BlockLength;
    private bool _isFirst = true;

    /// <summary>Fills 16 bytes with bits that nobody else gets. Safe for concurrent use.</summary>
    public void Take(Span<byte> bits)
    {
        lock (_gate)
        {
            // A block is the work of a cryptographic library, which a start shall not have to load for an id.
            if (!_keepsBlock || _isFirst)
            {
                _isFirst = false;
                KernelRandom.Fill(bits);
                return;
            }

            if (_taken == BlockLength)
            {
                RandomNumberGenerator.Fill(_block ??= new byte[BlockLength]);
                _taken = 0;
            }

            Span<byte> next = _block.AsSpan(_taken, Length);
            next.CopyTo(bits);
            next.Clear();
            _taken += Length;
        }
    }
}
