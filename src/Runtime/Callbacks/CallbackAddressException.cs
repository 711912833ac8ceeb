namespace AsyncJobs.Callbacks;

/// <summary>The host of a callback leads to addresses that are not of the internet only.</summary>
internal sealed class CallbackAddressException() : Exception("The host of the callback has no public address.");
