namespace AsyncJobs.Model.Tests.Callbacks;

/// <summary>Where one of those is who try a callback. A crash is possible in each phase but the first and the last.</summary>
internal enum Phase
{
    /// <summary>Not there, or done.</summary>
    Gone,

    /// <summary>It may still come.</summary>
    ToCome,

    /// <summary>About to read the record.</summary>
    Reading,

    /// <summary>About to take the callback on itself.</summary>
    Claiming,

    /// <summary>About to send it.</summary>
    Trying,

    /// <summary>About to send the message that brings the next try.</summary>
    Planning,

    /// <summary>About to write down what came of it.</summary>
    Recording,
}
