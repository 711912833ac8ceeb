namespace AsyncJobs.Calls;

/// <summary>Gets at the stream of a response's content without waiting for anything.</summary>
internal static class ReadStream
{
    /// <summary>The content's own stream, or one that asks the content for it when it is first read.</summary>
    // The contents of the platform hand their stream over at once. Others may read all of it first.
    public static Stream Of(HttpContent content) =>
        content.GetType().Assembly == typeof(HttpContent).Assembly ? content.ReadAsStream() : new LateStream(content);
}
