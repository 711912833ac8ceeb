using System.Buffers;

namespace AsyncJobs.Buffers;

/// <summary>
/// A growing run of bytes in an array of the shared pool. What was handed out stays readable until <see cref="Dispose"/>,
/// also when the run moves to a larger array. Not safe for concurrent use.
/// </summary>
public sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private byte[] _array = [];
    private List<byte[]>? _outgrown;
    private int _length;

    /// <summary>What was written so far. Valid until <see cref="Clear"/> or <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _array.AsMemory(0, _length);

    /// <inheritdoc cref="WrittenMemory"/>
    public ReadOnlySpan<byte> WrittenSpan => _array.AsSpan(0, _length);

    /// <summary>How many bytes were written.</summary>
    public int WrittenCount => _length;

    /// <summary>How many bytes the array holds that is in use.</summary>
    internal int Capacity => _array.Length;

    /// <summary>Forgets what was written and keeps the array.</summary>
    public void Clear()
    {
        _length = 0;
        ReturnOutgrown();
    }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_array.Length - _length), nameof(count));
        _length += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _array.AsMemory(_length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _array.AsSpan(_length);
    }

    /// <summary>Returns the array to the pool. The buffer is empty and can be used again.</summary>
    public void Dispose()
    {
        byte[] array = _array;
        _array = [];
        _length = 0;
        if (array.Length > 0)
            ArrayPool<byte>.Shared.Return(array);

        ReturnOutgrown();
    }

    private void ReturnOutgrown()
    {
        if (_outgrown is null)
            return;

        foreach (byte[] outgrown in _outgrown)
            ArrayPool<byte>.Shared.Return(outgrown);
        _outgrown = null;
    }

    private void Reserve(int sizeHint)
    {
        int needed = Math.Max(sizeHint, 256);
        if (_array.Length - _length >= needed)
            return;

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(_length + needed), _array.Length * 2));
        _array.AsSpan(0, _length).CopyTo(larger);
        if (_array.Length > 0)
            (_outgrown ??= []).Add(_array);
        _array = larger;
    }
}
