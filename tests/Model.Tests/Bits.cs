namespace AsyncJobs.Model.Tests;

/// <summary>Small numbers, one after the other, in a few words.</summary>
internal ref struct Bits(Span<ulong> words)
{
    private readonly Span<ulong> _words = words;
    private int _at;

    public void Write(int value, int bits)
    {
        if (value < 0 || value >> bits != 0)
            throw new InvalidOperationException($"{value} does not fit into {bits} bits: something in the model has no bound.");

        int word = _at / 64;
        int shift = _at % 64;
        _words[word] |= (ulong)value << shift;
        if (shift + bits > 64)
            _words[word + 1] |= (ulong)value >> (64 - shift);
        _at += bits;
    }

    public void Write(bool value) => Write(value ? 1 : 0, 1);

    public int Read(int bits)
    {
        int word = _at / 64;
        int shift = _at % 64;
        ulong value = _words[word] >> shift;
        if (shift + bits > 64)
            value |= _words[word + 1] << (64 - shift);
        _at += bits;
        return (int)(value & ((1UL << bits) - 1));
    }

    public bool ReadBool() => Read(1) == 1;
}
