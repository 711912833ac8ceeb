namespace AsyncJobs.Client;

/// <summary>A reply with a status code of success whose body is JSON.</summary>
/// <param name="RequestUrl">What answered, after redirects.</param>
/// <param name="Location">The <c>Location</c> as the server sent it, or the <c>Content-Location</c> of a job that it waited for.</param>
/// <param name="RetryAfter">How long the server asks to wait before the next request.</param>
/// <param name="Body">The body.</param>
internal sealed record JobReply(Uri RequestUrl, Uri? Location, TimeSpan RetryAfter, ReadOnlyMemory<byte> Body);
