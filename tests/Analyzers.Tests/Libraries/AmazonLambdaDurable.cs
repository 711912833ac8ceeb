// libraries: AmazonLambdaCore
// Imitates Amazon.Lambda.DurableExecution, which is not served by every registry.
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.DurableExecution
{
    public interface IDurableContext
    {
        IExecutionContext ExecutionContext { get; }

        ILambdaContext LambdaContext { get; }

        Task<T> StepAsync<T>(
            Func<IStepContext, CancellationToken, Task<T>> func,
            string? name = null,
            StepConfig? config = null,
            CancellationToken cancellationToken = default);

        Task StepAsync(
            Func<IStepContext, CancellationToken, Task> func,
            string? name = null,
            StepConfig? config = null,
            CancellationToken cancellationToken = default);

        Task WaitAsync(TimeSpan duration, string? name = null, CancellationToken cancellationToken = default);

        Task<T> RunInChildContextAsync<T>(
            Func<IDurableContext, CancellationToken, Task<T>> func,
            string? name = null,
            ChildContextConfig? config = null,
            CancellationToken cancellationToken = default);

        Task RunInChildContextAsync(
            Func<IDurableContext, CancellationToken, Task> func,
            string? name = null,
            ChildContextConfig? config = null,
            CancellationToken cancellationToken = default);

        Task<ICallback<T>> CreateCallbackAsync<T>(string? name = null, CallbackConfig? config = null, CancellationToken cancellationToken = default);

        Task<T> WaitForCallbackAsync<T>(
            Func<string, IWaitForCallbackContext, CancellationToken, Task> submitter,
            string? name = null,
            WaitForCallbackConfig? config = null,
            CancellationToken cancellationToken = default);

        Task<TResult> InvokeAsync<TPayload, TResult>(
            string functionName,
            TPayload payload,
            string? name = null,
            InvokeConfig? config = null,
            CancellationToken cancellationToken = default);

        Task<TState> WaitForConditionAsync<TState>(
            Func<TState, IConditionCheckContext, CancellationToken, Task<TState>> check,
            WaitForConditionConfig<TState> config,
            string? name = null,
            CancellationToken cancellationToken = default);

        Task<IBatchResult<T>> ParallelAsync<T>(
            IReadOnlyList<Func<IDurableContext, CancellationToken, Task<T>>> branches,
            string? name = null,
            ParallelConfig? config = null,
            CancellationToken cancellationToken = default);

        Task<IBatchResult<T>> ParallelAsync<T>(
            IReadOnlyList<DurableBranch<T>> branches,
            string? name = null,
            ParallelConfig? config = null,
            CancellationToken cancellationToken = default);

        Task<IBatchResult<TResult>> MapAsync<TItem, TResult>(
            IReadOnlyList<TItem> items,
            Func<IDurableContext, TItem, int, IReadOnlyList<TItem>, CancellationToken, Task<TResult>> func,
            string? name = null,
            MapConfig<TItem>? config = null,
            CancellationToken cancellationToken = default);
    }

    public interface IStepContext
    {
        int AttemptNumber { get; }

        string OperationId { get; }
    }

    public interface IConditionCheckContext
    {
        int AttemptNumber { get; }
    }

    public interface IWaitForCallbackContext
    {
    }

    public interface IExecutionContext
    {
        string DurableExecutionArn { get; }
    }

    public interface ICallback<T>
    {
        string CallbackId { get; }

        Task<T> GetResultAsync(CancellationToken cancellationToken = default);
    }

    public interface IBatchResult<T>
    {
        IReadOnlyList<T> GetResults();
    }

    public sealed record DurableBranch<T>(string Name, Func<IDurableContext, CancellationToken, Task<T>> Func);

    public interface IRetryStrategy
    {
    }

    public static class RetryStrategy
    {
        public static IRetryStrategy Default => throw new NotSupportedException();

        public static IRetryStrategy None => throw new NotSupportedException();

        public static IRetryStrategy Transient => throw new NotSupportedException();
    }

    public enum StepSemantics
    {
        AtLeastOncePerRetry,
        AtMostOncePerRetry,
    }

    public sealed class StepConfig
    {
        public IRetryStrategy? RetryStrategy { get; set; }

        public StepSemantics Semantics { get; set; }
    }

    public sealed class ChildContextConfig
    {
    }

    public class CallbackConfig
    {
        public TimeSpan Timeout { get; set; }
    }

    public class WaitForCallbackConfig : CallbackConfig
    {
        public IRetryStrategy? RetryStrategy { get; set; }
    }

    public sealed class InvokeConfig
    {
    }

    public interface IWaitStrategy<TState>
    {
    }

    public static class WaitStrategy
    {
        public static IWaitStrategy<TState> Fixed<TState>(TimeSpan delay, int maxAttempts = 60, Func<TState, bool>? isDone = null) => throw new NotSupportedException();
    }

    public sealed class WaitForConditionConfig<TState>
    {
        public required TState InitialState { get; set; }

        public required IWaitStrategy<TState> WaitStrategy { get; set; }
    }

    public sealed class ParallelConfig
    {
    }

    public sealed class MapConfig<TItem>
    {
    }

    public sealed class DurableExecutionInvocationInput
    {
    }

    public sealed class DurableExecutionInvocationOutput
    {
    }

    public static class DurableFunction
    {
        public static Task<DurableExecutionInvocationOutput> WrapAsync<TInput, TOutput>(
            Func<TInput, IDurableContext, Task<TOutput>> workflow,
            DurableExecutionInvocationInput invocationInput,
            ILambdaContext lambdaContext) => throw new NotSupportedException();

        public static Task<DurableExecutionInvocationOutput> WrapAsync<TInput>(
            Func<TInput, IDurableContext, Task> workflow,
            DurableExecutionInvocationInput invocationInput,
            ILambdaContext lambdaContext) => throw new NotSupportedException();
    }
}
