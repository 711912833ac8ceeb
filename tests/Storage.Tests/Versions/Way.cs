namespace AsyncJobs.Storage.Tests.Versions;

/// <summary>How a job comes to its end.</summary>
public enum Way
{
    /// <summary>The platform delivers its event.</summary>
    Deliver,

    /// <summary>The platform gives its event up.</summary>
    Settle,

    /// <summary>Somebody reads it after a long time.</summary>
    Read,

    /// <summary>Its caller cancels it.</summary>
    Cancel,
}
