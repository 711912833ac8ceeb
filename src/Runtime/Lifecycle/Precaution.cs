namespace AsyncJobs.Lifecycle;

/// <summary>
/// Says when a job is to be looked at whatever else happens. Its end may come to depend on the platform's word that it gave up, and that word may be
/// lost. A first attempt that ends the job needs no such look: on a good day nothing is sent. Once sent, a look comes back until the job has ended.
/// </summary>
internal static class Precaution
{
    /// <summary>After a claim: from the second attempt on, as the one before may have vanished without a word.</summary>
    /// <returns>When; null for no look.</returns>
    public static DateTimeOffset? AfterClaim(JobRecord claimed, EndTerms terms) => claimed.Attempt > 1 ? TimeOf(claimed, terms) : null;

    /// <summary>Before the attempt is written that another one is to follow. A later attempt has sent its look after its claim.</summary>
    /// <returns>When; null for no look.</returns>
    public static DateTimeOffset? BeforeRelease(JobRecord claimed, EndTerms terms) => claimed.Attempt == 1 ? TimeOf(claimed, terms) : null;

    /// <summary>When the platform's retry, or its word, had its time. On most days one of them was there, and the look finds nothing to do.</summary>
    public static DateTimeOffset TimeOf(JobRecord claimed, EndTerms terms) => claimed.Lease!.Until + terms.LostAfter;
}
