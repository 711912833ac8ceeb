namespace AsyncJobs.Hosting;

/// <summary>The body of the made-up job, with a member of each usual kind.</summary>
/// <param name="Texts">Texts.</param>
/// <param name="Number">A number.</param>
/// <param name="IsOn">A truth value.</param>
internal sealed record PracticeBody(string[] Texts, int Number, bool IsOn);
