namespace AsyncJobs.Failures;

/// <summary>A call that is refused each time the same code makes it.</summary>
/// <param name="message">What is wrong and how to mend it.</param>
/// <param name="parameter">The parameter that it is about.</param>
internal sealed class MisuseException(string message, string parameter) : ArgumentException(message, parameter), IFault
{
    public bool IsTransient => false;

    public bool IsMisuse => true;
}
