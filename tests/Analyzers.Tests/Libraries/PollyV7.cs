using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using Polly.Wrap;

namespace Polly
{
    public class Context : Dictionary<string, object>
    {
        public Context()
        {
        }

        public Context(string operationKey)
        {
        }
    }

    public class DelegateResult<TResult>
    {
        public TResult Result => throw new NotSupportedException();
        public Exception Exception => throw new NotSupportedException();
    }

    public interface IsPolicy
    {
    }

    public interface IAsyncPolicy : IsPolicy
    {
        Task ExecuteAsync(Func<Task> action);

        Task ExecuteAsync(Func<CancellationToken, Task> action, CancellationToken cancellationToken);

        Task<TResult> ExecuteAsync<TResult>(Func<Task<TResult>> action);

        Task<TResult> ExecuteAsync<TResult>(Func<CancellationToken, Task<TResult>> action, CancellationToken cancellationToken);

        Task<TResult> ExecuteAsync<TResult>(Func<Context, CancellationToken, Task<TResult>> action, Context context, CancellationToken cancellationToken);
    }

    public interface IAsyncPolicy<TResult> : IsPolicy
    {
        Task<TResult> ExecuteAsync(Func<Task<TResult>> action);

        Task<TResult> ExecuteAsync(Func<CancellationToken, Task<TResult>> action, CancellationToken cancellationToken);
    }

    public interface ISyncPolicy : IsPolicy
    {
        void Execute(Action action);

        TResult Execute<TResult>(Func<TResult> action);
    }

    public abstract class PolicyBase
    {
    }

    public abstract class AsyncPolicy : PolicyBase, IAsyncPolicy
    {
        public Task ExecuteAsync(Func<Task> action) => throw new NotSupportedException();

        public Task ExecuteAsync(Func<CancellationToken, Task> action, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<TResult> ExecuteAsync<TResult>(Func<Task<TResult>> action) => throw new NotSupportedException();

        public Task<TResult> ExecuteAsync<TResult>(Func<CancellationToken, Task<TResult>> action, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<TResult> ExecuteAsync<TResult>(Func<Context, CancellationToken, Task<TResult>> action, Context context, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public AsyncPolicyWrap WrapAsync(IAsyncPolicy innerPolicy) => throw new NotSupportedException();

        public AsyncPolicyWrap<TResult> WrapAsync<TResult>(IAsyncPolicy<TResult> innerPolicy) => throw new NotSupportedException();
    }

    public abstract class AsyncPolicy<TResult> : PolicyBase, IAsyncPolicy<TResult>
    {
        public Task<TResult> ExecuteAsync(Func<Task<TResult>> action) => throw new NotSupportedException();

        public Task<TResult> ExecuteAsync(Func<CancellationToken, Task<TResult>> action, CancellationToken cancellationToken) => throw new NotSupportedException();

        public AsyncPolicyWrap<TResult> WrapAsync(IAsyncPolicy innerPolicy) => throw new NotSupportedException();

        public AsyncPolicyWrap<TResult> WrapAsync(IAsyncPolicy<TResult> innerPolicy) => throw new NotSupportedException();
    }

    public sealed class PolicyBuilder
    {
        public PolicyBuilder Or<TException>()
            where TException : Exception => this;
    }

    public sealed class PolicyBuilder<TResult>
    {
        public PolicyBuilder<TResult> Or<TException>()
            where TException : Exception => this;

        public PolicyBuilder<TResult> OrResult(Func<TResult, bool> resultPredicate) => this;
    }

    public static class AsyncRetrySyntax
    {
        public static AsyncRetryPolicy RetryAsync(this PolicyBuilder policyBuilder, int retryCount) => throw new NotSupportedException();

        public static AsyncRetryPolicy WaitAndRetryAsync(this PolicyBuilder policyBuilder, int retryCount, Func<int, TimeSpan> sleepDurationProvider) =>
            throw new NotSupportedException();

        public static AsyncRetryPolicy WaitAndRetryAsync(this PolicyBuilder policyBuilder, IEnumerable<TimeSpan> sleepDurations) =>
            throw new NotSupportedException();
    }

    public static class AsyncRetryTResultSyntax
    {
        public static AsyncRetryPolicy<TResult> RetryAsync<TResult>(this PolicyBuilder<TResult> policyBuilder, int retryCount) => throw new NotSupportedException();

        public static AsyncRetryPolicy<TResult> WaitAndRetryAsync<TResult>(
            this PolicyBuilder<TResult> policyBuilder, int retryCount, Func<int, TimeSpan> sleepDurationProvider) => throw new NotSupportedException();

        public static AsyncRetryPolicy<TResult> WaitAndRetryAsync<TResult>(this PolicyBuilder<TResult> policyBuilder, IEnumerable<TimeSpan> sleepDurations) =>
            throw new NotSupportedException();
    }

    public static class AsyncCircuitBreakerSyntax
    {
        public static AsyncCircuitBreakerPolicy CircuitBreakerAsync(
            this PolicyBuilder policyBuilder, int exceptionsAllowedBeforeBreaking, TimeSpan durationOfBreak) => throw new NotSupportedException();
    }

    public static class AsyncCircuitBreakerTResultSyntax
    {
        public static AsyncCircuitBreakerPolicy<TResult> CircuitBreakerAsync<TResult>(
            this PolicyBuilder<TResult> policyBuilder, int handledEventsAllowedBeforeBreaking, TimeSpan durationOfBreak) => throw new NotSupportedException();
    }

    public abstract class Policy : PolicyBase, ISyncPolicy
    {
        public void Execute(Action action) => throw new NotSupportedException();

        public TResult Execute<TResult>(Func<TResult> action) => throw new NotSupportedException();

        public static PolicyBuilder Handle<TException>()
            where TException : Exception => throw new NotSupportedException();

        public static PolicyBuilder<TResult> HandleResult<TResult>(Func<TResult, bool> resultPredicate) => throw new NotSupportedException();

        public static AsyncPolicyWrap WrapAsync(params IAsyncPolicy[] policies) => throw new NotSupportedException();

        public static AsyncPolicyWrap<TResult> WrapAsync<TResult>(params IAsyncPolicy<TResult>[] policies) => throw new NotSupportedException();

        public static NoOp.AsyncNoOpPolicy NoOpAsync() => throw new NotSupportedException();

        public static AsyncTimeoutPolicy TimeoutAsync(int seconds) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy TimeoutAsync(int seconds, Func<Context, TimeSpan, Task, Task> onTimeoutAsync) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy TimeoutAsync(int seconds, TimeoutStrategy timeoutStrategy) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy TimeoutAsync(int seconds, TimeoutStrategy timeoutStrategy, Func<Context, TimeSpan, Task, Task> onTimeoutAsync) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy<TResult> TimeoutAsync<TResult>(int seconds) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy<TResult> TimeoutAsync<TResult>(int seconds, Func<Context, TimeSpan, Task, Task> onTimeoutAsync) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy<TResult> TimeoutAsync<TResult>(int seconds, TimeoutStrategy timeoutStrategy) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy<TResult> TimeoutAsync<TResult>(int seconds, TimeoutStrategy timeoutStrategy, Func<Context, TimeSpan, Task, Task> onTimeoutAsync) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy TimeoutAsync(TimeSpan timeout) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy TimeoutAsync(TimeSpan timeout, Func<Context, TimeSpan, Task, Task> onTimeoutAsync) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy TimeoutAsync(TimeSpan timeout, TimeoutStrategy timeoutStrategy) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy TimeoutAsync(TimeSpan timeout, TimeoutStrategy timeoutStrategy, Func<Context, TimeSpan, Task, Task> onTimeoutAsync) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy<TResult> TimeoutAsync<TResult>(TimeSpan timeout) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy<TResult> TimeoutAsync<TResult>(TimeSpan timeout, Func<Context, TimeSpan, Task, Task> onTimeoutAsync) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy<TResult> TimeoutAsync<TResult>(TimeSpan timeout, TimeoutStrategy timeoutStrategy) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy<TResult> TimeoutAsync<TResult>(TimeSpan timeout, TimeoutStrategy timeoutStrategy, Func<Context, TimeSpan, Task, Task> onTimeoutAsync) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy TimeoutAsync(Func<TimeSpan> timeoutProvider) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy TimeoutAsync(Func<TimeSpan> timeoutProvider, Func<Context, TimeSpan, Task, Task> onTimeoutAsync) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy TimeoutAsync(Func<TimeSpan> timeoutProvider, TimeoutStrategy timeoutStrategy) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy TimeoutAsync(Func<TimeSpan> timeoutProvider, TimeoutStrategy timeoutStrategy, Func<Context, TimeSpan, Task, Task> onTimeoutAsync) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy<TResult> TimeoutAsync<TResult>(Func<TimeSpan> timeoutProvider) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy<TResult> TimeoutAsync<TResult>(Func<TimeSpan> timeoutProvider, Func<Context, TimeSpan, Task, Task> onTimeoutAsync) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy<TResult> TimeoutAsync<TResult>(Func<TimeSpan> timeoutProvider, TimeoutStrategy timeoutStrategy) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy<TResult> TimeoutAsync<TResult>(Func<TimeSpan> timeoutProvider, TimeoutStrategy timeoutStrategy, Func<Context, TimeSpan, Task, Task> onTimeoutAsync) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy TimeoutAsync(Func<Context, TimeSpan> timeoutProvider) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy TimeoutAsync(Func<Context, TimeSpan> timeoutProvider, Func<Context, TimeSpan, Task, Task> onTimeoutAsync) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy TimeoutAsync(Func<Context, TimeSpan> timeoutProvider, TimeoutStrategy timeoutStrategy) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy TimeoutAsync(Func<Context, TimeSpan> timeoutProvider, TimeoutStrategy timeoutStrategy, Func<Context, TimeSpan, Task, Task> onTimeoutAsync) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy<TResult> TimeoutAsync<TResult>(Func<Context, TimeSpan> timeoutProvider) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy<TResult> TimeoutAsync<TResult>(Func<Context, TimeSpan> timeoutProvider, Func<Context, TimeSpan, Task, Task> onTimeoutAsync) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy<TResult> TimeoutAsync<TResult>(Func<Context, TimeSpan> timeoutProvider, TimeoutStrategy timeoutStrategy) => throw new NotSupportedException();

        public static AsyncTimeoutPolicy<TResult> TimeoutAsync<TResult>(Func<Context, TimeSpan> timeoutProvider, TimeoutStrategy timeoutStrategy, Func<Context, TimeSpan, Task, Task> onTimeoutAsync) => throw new NotSupportedException();

        public static TimeoutPolicy Timeout(int seconds) => throw new NotSupportedException();

        public static TimeoutPolicy Timeout(int seconds, Action<Context, TimeSpan, Task> onTimeout) => throw new NotSupportedException();

        public static TimeoutPolicy Timeout(int seconds, TimeoutStrategy timeoutStrategy) => throw new NotSupportedException();

        public static TimeoutPolicy Timeout(int seconds, TimeoutStrategy timeoutStrategy, Action<Context, TimeSpan, Task> onTimeout) => throw new NotSupportedException();

        public static TimeoutPolicy<TResult> Timeout<TResult>(int seconds) => throw new NotSupportedException();

        public static TimeoutPolicy<TResult> Timeout<TResult>(int seconds, Action<Context, TimeSpan, Task> onTimeout) => throw new NotSupportedException();

        public static TimeoutPolicy<TResult> Timeout<TResult>(int seconds, TimeoutStrategy timeoutStrategy) => throw new NotSupportedException();

        public static TimeoutPolicy<TResult> Timeout<TResult>(int seconds, TimeoutStrategy timeoutStrategy, Action<Context, TimeSpan, Task> onTimeout) => throw new NotSupportedException();

        public static TimeoutPolicy Timeout(TimeSpan timeout) => throw new NotSupportedException();

        public static TimeoutPolicy Timeout(TimeSpan timeout, Action<Context, TimeSpan, Task> onTimeout) => throw new NotSupportedException();

        public static TimeoutPolicy Timeout(TimeSpan timeout, TimeoutStrategy timeoutStrategy) => throw new NotSupportedException();

        public static TimeoutPolicy Timeout(TimeSpan timeout, TimeoutStrategy timeoutStrategy, Action<Context, TimeSpan, Task> onTimeout) => throw new NotSupportedException();

        public static TimeoutPolicy<TResult> Timeout<TResult>(TimeSpan timeout) => throw new NotSupportedException();

        public static TimeoutPolicy<TResult> Timeout<TResult>(TimeSpan timeout, Action<Context, TimeSpan, Task> onTimeout) => throw new NotSupportedException();

        public static TimeoutPolicy<TResult> Timeout<TResult>(TimeSpan timeout, TimeoutStrategy timeoutStrategy) => throw new NotSupportedException();

        public static TimeoutPolicy<TResult> Timeout<TResult>(TimeSpan timeout, TimeoutStrategy timeoutStrategy, Action<Context, TimeSpan, Task> onTimeout) => throw new NotSupportedException();

        public static TimeoutPolicy Timeout(Func<TimeSpan> timeoutProvider) => throw new NotSupportedException();

        public static TimeoutPolicy Timeout(Func<TimeSpan> timeoutProvider, Action<Context, TimeSpan, Task> onTimeout) => throw new NotSupportedException();

        public static TimeoutPolicy Timeout(Func<TimeSpan> timeoutProvider, TimeoutStrategy timeoutStrategy) => throw new NotSupportedException();

        public static TimeoutPolicy Timeout(Func<TimeSpan> timeoutProvider, TimeoutStrategy timeoutStrategy, Action<Context, TimeSpan, Task> onTimeout) => throw new NotSupportedException();

        public static TimeoutPolicy<TResult> Timeout<TResult>(Func<TimeSpan> timeoutProvider) => throw new NotSupportedException();

        public static TimeoutPolicy<TResult> Timeout<TResult>(Func<TimeSpan> timeoutProvider, Action<Context, TimeSpan, Task> onTimeout) => throw new NotSupportedException();

        public static TimeoutPolicy<TResult> Timeout<TResult>(Func<TimeSpan> timeoutProvider, TimeoutStrategy timeoutStrategy) => throw new NotSupportedException();

        public static TimeoutPolicy<TResult> Timeout<TResult>(Func<TimeSpan> timeoutProvider, TimeoutStrategy timeoutStrategy, Action<Context, TimeSpan, Task> onTimeout) => throw new NotSupportedException();

        public static TimeoutPolicy Timeout(Func<Context, TimeSpan> timeoutProvider) => throw new NotSupportedException();

        public static TimeoutPolicy Timeout(Func<Context, TimeSpan> timeoutProvider, Action<Context, TimeSpan, Task> onTimeout) => throw new NotSupportedException();

        public static TimeoutPolicy Timeout(Func<Context, TimeSpan> timeoutProvider, TimeoutStrategy timeoutStrategy) => throw new NotSupportedException();

        public static TimeoutPolicy Timeout(Func<Context, TimeSpan> timeoutProvider, TimeoutStrategy timeoutStrategy, Action<Context, TimeSpan, Task> onTimeout) => throw new NotSupportedException();

        public static TimeoutPolicy<TResult> Timeout<TResult>(Func<Context, TimeSpan> timeoutProvider) => throw new NotSupportedException();

        public static TimeoutPolicy<TResult> Timeout<TResult>(Func<Context, TimeSpan> timeoutProvider, Action<Context, TimeSpan, Task> onTimeout) => throw new NotSupportedException();

        public static TimeoutPolicy<TResult> Timeout<TResult>(Func<Context, TimeSpan> timeoutProvider, TimeoutStrategy timeoutStrategy) => throw new NotSupportedException();

        public static TimeoutPolicy<TResult> Timeout<TResult>(Func<Context, TimeSpan> timeoutProvider, TimeoutStrategy timeoutStrategy, Action<Context, TimeSpan, Task> onTimeout) => throw new NotSupportedException();
    }

    public abstract class Policy<TResult> : PolicyBase
    {
        public TResult Execute(Func<TResult> action) => throw new NotSupportedException();

        public static PolicyBuilder<TResult> Handle<TException>()
            where TException : Exception => throw new NotSupportedException();
    }
}

namespace Polly.NoOp
{
    public class AsyncNoOpPolicy : AsyncPolicy
    {
        internal AsyncNoOpPolicy()
        {
        }
    }
}

namespace Polly.Retry
{
    public class AsyncRetryPolicy : AsyncPolicy
    {
        internal AsyncRetryPolicy()
        {
        }
    }

    public class AsyncRetryPolicy<TResult> : AsyncPolicy<TResult>
    {
        internal AsyncRetryPolicy()
        {
        }
    }
}

namespace Polly.CircuitBreaker
{
    public class AsyncCircuitBreakerPolicy : AsyncPolicy
    {
        internal AsyncCircuitBreakerPolicy()
        {
        }
    }

    public class AsyncCircuitBreakerPolicy<TResult> : AsyncPolicy<TResult>
    {
        internal AsyncCircuitBreakerPolicy()
        {
        }
    }
}

namespace Polly.Wrap
{
    public class AsyncPolicyWrap : AsyncPolicy
    {
        internal AsyncPolicyWrap()
        {
        }
    }

    public class AsyncPolicyWrap<TResult> : AsyncPolicy<TResult>
    {
        internal AsyncPolicyWrap()
        {
        }
    }
}

namespace Polly.Timeout
{
    public enum TimeoutStrategy
    {
        Optimistic,
        Pessimistic,
    }

    public class TimeoutRejectedException : Exception
    {
    }

    public class TimeoutPolicy : Policy
    {
        internal TimeoutPolicy()
        {
        }
    }

    public class TimeoutPolicy<TResult> : Policy<TResult>
    {
        internal TimeoutPolicy()
        {
        }
    }

    public class AsyncTimeoutPolicy : AsyncPolicy
    {
        internal AsyncTimeoutPolicy()
        {
        }
    }

    public class AsyncTimeoutPolicy<TResult> : AsyncPolicy<TResult>
    {
        internal AsyncTimeoutPolicy()
        {
        }
    }
}
