namespace AsyncJobs.Lifecycle;

/// <summary>What a deployment says of when a job has to end.</summary>
/// <param name="MaxAttempts">How many attempts it has; null where that is not known, as of a job of another deployment.</param>
/// <param name="LostAfter">How long after the end of a lease the platform's retry, or its word that it gave up, may take to come.</param>
/// <param name="ExpiresAt">Until when the outcome can be read.</param>
internal readonly record struct EndTerms(int? MaxAttempts, TimeSpan LostAfter, DateTimeOffset ExpiresAt);
