namespace AsyncJobs.Previous;

/// <summary>The callback that a job's caller asked for.</summary>
/// <param name="Url">Where the job's end is to be told. It may hold credentials of the receiver: neither shown to readers nor logged whole.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Attempts">How often it was sent.</param>
internal sealed record JobCallback(string Url, JobCallbackStatus Status = JobCallbackStatus.Pending, int Attempts = 0);
