namespace AsyncJobs.Model.Tests;

/// <summary>How much may happen in one world.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Starts">How many requests start the job; without a key, one.</param>
/// <param name="IsKeyed">Whether they carry an idempotency key.</param>
/// <param name="Retries">How often the platform tries an event again: twice in the real world.</param>
/// <param name="Continuations">How often the method may go on in another invocation.</param>
/// <param name="Duplicates">How many events the platform delivers twice.</param>
/// <param name="LostSends">How many replies of Invoke are lost.</param>
/// <param name="Saves">How often the method saves its state.</param>
/// <param name="LostWords">How often the platform's word that it gave an event up is lost on the way to settle.</param>
internal sealed record Scenario(
    string Name,
    int Starts = 1,
    bool IsKeyed = false,
    int Retries = 0,
    int Continuations = 0,
    int Duplicates = 0,
    int LostSends = 0,
    int Saves = 0,
    int LostWords = 0);
