using System.Buffers;

namespace AsyncJobs.Jobs;

/// <summary>Handles one invocation of a Lambda function.</summary>
/// <param name="payload">The event, UTF-8 JSON; valid until the returned task is done.</param>
/// <param name="invocation">The invocation.</param>
/// <param name="reply">Takes the reply, UTF-8 JSON.</param>
public delegate ValueTask LambdaEntryPoint(ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply);
