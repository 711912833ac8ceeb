namespace AsyncJobs.Local.Functions;

/// <summary>A function's process reported an error, or ended.</summary>
/// <param name="errorType">The type as the platform names it, such as <c>Runtime.ExitError</c>, or the name of the exception's class.</param>
/// <param name="message">What the process or the platform says of it.</param>
internal sealed class FunctionErrorException(string errorType, string message) : Exception(message)
{
    public string ErrorType => errorType;
}
