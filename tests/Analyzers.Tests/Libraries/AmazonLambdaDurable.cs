// libraries: AmazonLambdaCore
using System;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.DurableExecution
{
    public interface IStepContext
    {
        int AttemptNumber { get; }
        string OperationId { get; }
    }

    public sealed class StepConfig
    {
    }

    public interface IDurableContext
    {
        ILambdaContext LambdaContext { get; }

        Task<T> StepAsync<T>(
            Func<IStepContext, Task<T>> func, string? name = null, StepConfig? config = null, CancellationToken cancellationToken = default);

        Task WaitAsync(TimeSpan duration, string? name = null, CancellationToken cancellationToken = default);
    }
}
