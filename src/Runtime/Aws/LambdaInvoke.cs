using System.Net;

namespace AsyncJobs.Dispatch;

/// <summary>Invokes a Lambda function asynchronously, with the invocation type Event.</summary>
/// <param name="function">A function's name, partial ARN or ARN, each with or without <c>:version-or-alias</c>.</param>
/// <param name="payload">The event, UTF-8 JSON; valid until the returned task is done.</param>
/// <param name="cancellationToken">Gives up waiting.</param>
/// <returns>The status of Lambda's answer: 202 when it took the event.</returns>
/// <exception cref="Amazon.Runtime.AmazonServiceException">Lambda refused it.</exception>
public delegate Task<HttpStatusCode> LambdaInvoke(string function, MemoryStream payload, CancellationToken cancellationToken);
