namespace AsyncJobs.Limits;

/// <summary>How much one owner may have and start.</summary>
/// <param name="MostUnfinished">How many jobs may be unfinished at the same time; 0 for any number.</param>
/// <param name="MostStartsPerMinute">How many jobs may be started in a minute of the clock; 0 for any number.</param>
internal readonly record struct OwnerLimits(int MostUnfinished, int MostStartsPerMinute)
{
    public bool IsNone => MostUnfinished == 0 && MostStartsPerMinute == 0;
}
