namespace AsyncJobs.Previous;

/// <summary>Names a payload that is kept in the payload store, and tells it from any other.</summary>
internal sealed record PayloadReference(string Key, int Bytes, string Sha256);
