namespace AsyncJobs.Model.Tests;

/// <summary>Gives ids numbers in the order in which they are met, so that worlds which differ in names alone are one.</summary>
internal struct Renaming
{
    private ulong _names;

    public int Count { get; private set; }

    /// <summary>The number of an id, which is one of at most 26.</summary>
    public int Of(int id)
    {
        for (int number = 0; number < Count; number++)
        {
            if ((int)((_names >> (number * 5)) & 31) == id)
                return number;
        }

        _names |= (ulong)id << (Count * 5);
        return Count++;
    }
}
