namespace AsyncJobs.Telemetry;

/// <summary>An asynchronous flow that does no work of the application's: no listener sees its spans, and no instrument counts it.</summary>
internal static class QuietFlow
{
    private static readonly AsyncLocal<bool> s_isCurrent = new();

    /// <summary>Whether the calling flow is one. Asked only where somebody listens, since it takes a look-up.</summary>
    public static bool IsCurrent => s_isCurrent.Value;

    /// <summary>Makes the calling flow one from now on, until the asynchronous method ends that calls this.</summary>
    public static void Begin() => s_isCurrent.Value = true;
}
