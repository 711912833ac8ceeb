namespace AsyncJobs.Model.Tests;

/// <summary>Every world that was found, in the order in which it was, and from which other one.</summary>
internal sealed class StateTable
{
    private Packed[] _states = new Packed[1 << 16];
    private int[] _parents = new int[1 << 16];

    // Twice as long as the states: where a hash leads to, the number of a state and 1, or 0.
    private int[] _slots = new int[1 << 17];

    public int Count { get; private set; }

    public Packed this[int number] => _states[number];

    /// <summary>From which world it was first reached; -1 for the first one.</summary>
    public int ParentOf(int number) => _parents[number];

    /// <summary>The number of a world, new or not.</summary>
    public int Add(Packed state, int parent)
    {
        int slot = SlotOf(state);
        if (_slots[slot] != 0)
            return _slots[slot] - 1;

        if (Count == _states.Length)
        {
            Grow();
            slot = SlotOf(state);
        }

        _states[Count] = state;
        _parents[Count] = parent;
        _slots[slot] = ++Count;
        return Count - 1;
    }

    private int SlotOf(Packed state)
    {
        int mask = _slots.Length - 1;
        int slot = state.GetHashCode() & mask;
        while (_slots[slot] != 0 && _states[_slots[slot] - 1] != state)
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        Array.Resize(ref _states, _states.Length * 2);
        Array.Resize(ref _parents, _parents.Length * 2);
        _slots = new int[_states.Length * 2];
        for (int number = 0; number < Count; number++)
            _slots[SlotOf(_states[number])] = number + 1;
    }
}
