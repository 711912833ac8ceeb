namespace AsyncJobs.Model.Tests;

/// <summary>A world in 32 bytes: the record, and what is around it.</summary>
internal readonly record struct Packed(ulong Record, ulong Around1, ulong Around2, ulong Around3)
{
    public override int GetHashCode()
    {
        ulong mixed = Record * 0x9E3779B97F4A7C15;
        mixed ^= Around1 * 0xC2B2AE3D27D4EB4F;
        mixed ^= Around2 * 0x165667B19E3779F9;
        mixed ^= Around3 * 0x27D4EB2F165667C5;
        mixed ^= mixed >> 32;
        mixed *= 0xD6E8FEB86659FD93;
        return (int)(mixed ^ (mixed >> 32));
    }
}
