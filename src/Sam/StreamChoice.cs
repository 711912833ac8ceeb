using AsyncJobs.Shared;

namespace AsyncJobs.Sam;

/// <summary>The choice of <c>AsyncJobsStreaming</c>.</summary>
internal static class StreamChoice
{
    /// <exception cref="TemplateException">The value is no choice.</exception>
    public static StreamForm Parse(string value) => ChoiceValue.Parse(
        StreamingValue.Property,
        value,
        (StreamingValue.None, StreamForm.None),
        (StreamingValue.Rest, StreamForm.Rest),
        (StreamingValue.FunctionUrl, StreamForm.FunctionUrl));
}
