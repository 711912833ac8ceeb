using System;
using System.Threading;
using System.Threading.Tasks;
using Polly.CircuitBreaker;
using Polly.Hedging;
using Polly.Retry;
using Polly.Timeout;

namespace Polly
{
    public sealed class ResilienceContext
    {
        public CancellationToken CancellationToken => default;
        public ResilienceProperties Properties { get; } = new();
        public string? OperationKey => null;
    }

    public sealed class ResilienceProperties
    {
        public TValue GetValue<TValue>(ResiliencePropertyKey<TValue> key, TValue defaultValue) => defaultValue;

        public void Set<TValue>(ResiliencePropertyKey<TValue> key, TValue value)
        {
        }
    }

    public readonly struct ResiliencePropertyKey<TValue>
    {
        public ResiliencePropertyKey(string key) => Key = key;

        public string Key { get; }
    }

    public abstract class ResilienceContextPool
    {
        public static ResilienceContextPool Shared => throw new NotSupportedException();

        public ResilienceContext Get(CancellationToken cancellationToken = default) => new();

        public abstract void Return(ResilienceContext context);
    }

    public abstract class ResilienceStrategyOptions
    {
        public string? Name { get; set; }
    }

    public readonly struct Outcome<TResult>
    {
        public TResult? Result => default;
        public Exception? Exception => null;
    }

    public enum DelayBackoffType
    {
        Constant,
        Linear,
        Exponential,
    }

    public class PredicateBuilder<TResult>
    {
        public PredicateBuilder<TResult> Handle<TException>()
            where TException : Exception => this;

        public PredicateBuilder<TResult> HandleResult(Func<TResult, bool> predicate) => this;

        public static implicit operator Func<RetryPredicateArguments<TResult>, ValueTask<bool>>(PredicateBuilder<TResult> builder) =>
            throw new NotSupportedException();

        public static implicit operator Func<CircuitBreakerPredicateArguments<TResult>, ValueTask<bool>>(PredicateBuilder<TResult> builder) =>
            throw new NotSupportedException();
    }

    public class PredicateBuilder : PredicateBuilder<object>
    {
    }

    public abstract class ResiliencePipelineBuilderBase
    {
        private protected ResiliencePipelineBuilderBase()
        {
        }

        public string? Name { get; set; }
        public string? InstanceName { get; set; }
        public TimeProvider? TimeProvider { get; set; }
    }

    public sealed class ResiliencePipelineBuilder : ResiliencePipelineBuilderBase
    {
        public ResiliencePipeline Build() => ResiliencePipeline.Empty;
    }

    public sealed class ResiliencePipelineBuilder<TResult> : ResiliencePipelineBuilderBase
    {
        public ResiliencePipeline<TResult> Build() => ResiliencePipeline<TResult>.Empty;
    }

    public sealed class ResiliencePipeline
    {
        private ResiliencePipeline()
        {
        }

        public static readonly ResiliencePipeline Empty = new();

        public ValueTask ExecuteAsync(Func<CancellationToken, ValueTask> callback, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask ExecuteAsync(Func<ResilienceContext, ValueTask> callback, ResilienceContext context) => throw new NotSupportedException();

        public ValueTask ExecuteAsync<TState>(
            Func<TState, CancellationToken, ValueTask> callback, TState state, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<TResult> ExecuteAsync<TResult>(Func<CancellationToken, ValueTask<TResult>> callback, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public ValueTask<TResult> ExecuteAsync<TResult>(Func<ResilienceContext, ValueTask<TResult>> callback, ResilienceContext context) =>
            throw new NotSupportedException();

        public ValueTask<TResult> ExecuteAsync<TResult, TState>(
            Func<TState, CancellationToken, ValueTask<TResult>> callback, TState state, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public void Execute(Action callback)
        {
        }

        public TResult Execute<TResult>(Func<TResult> callback) => callback();

        public TResult Execute<TResult>(Func<CancellationToken, TResult> callback, CancellationToken cancellationToken = default) => callback(cancellationToken);
    }

    public sealed class ResiliencePipeline<T>
    {
        private ResiliencePipeline()
        {
        }

        public static readonly ResiliencePipeline<T> Empty = new();

        public ValueTask<TResult> ExecuteAsync<TResult>(Func<CancellationToken, ValueTask<TResult>> callback, CancellationToken cancellationToken = default)
            where TResult : T => throw new NotSupportedException();

        public ValueTask<TResult> ExecuteAsync<TResult, TState>(
            Func<TState, CancellationToken, ValueTask<TResult>> callback, TState state, CancellationToken cancellationToken = default)
            where TResult : T => throw new NotSupportedException();

        public ValueTask<TResult> ExecuteAsync<TResult>(Func<ResilienceContext, ValueTask<TResult>> callback, ResilienceContext context)
            where TResult : T => throw new NotSupportedException();
    }

    public static class TimeoutResiliencePipelineBuilderExtensions
    {
        public static TBuilder AddTimeout<TBuilder>(this TBuilder builder, TimeSpan timeout)
            where TBuilder : ResiliencePipelineBuilderBase => builder;

        public static TBuilder AddTimeout<TBuilder>(this TBuilder builder, TimeoutStrategyOptions options)
            where TBuilder : ResiliencePipelineBuilderBase => builder;
    }

    public static class RetryResiliencePipelineBuilderExtensions
    {
        public static ResiliencePipelineBuilder AddRetry(this ResiliencePipelineBuilder builder, RetryStrategyOptions options) => builder;

        public static ResiliencePipelineBuilder<TResult> AddRetry<TResult>(
            this ResiliencePipelineBuilder<TResult> builder, RetryStrategyOptions<TResult> options) => builder;
    }

    public static class CircuitBreakerResiliencePipelineBuilderExtensions
    {
        public static ResiliencePipelineBuilder AddCircuitBreaker(this ResiliencePipelineBuilder builder, CircuitBreakerStrategyOptions options) => builder;

        public static ResiliencePipelineBuilder<TResult> AddCircuitBreaker<TResult>(
            this ResiliencePipelineBuilder<TResult> builder, CircuitBreakerStrategyOptions<TResult> options) => builder;
    }

    public static class HedgingResiliencePipelineBuilderExtensions
    {
        public static ResiliencePipelineBuilder<TResult> AddHedging<TResult>(
            this ResiliencePipelineBuilder<TResult> builder, HedgingStrategyOptions<TResult> options) => builder;
    }
}

namespace Polly.Timeout
{
    public class TimeoutStrategyOptions : ResilienceStrategyOptions
    {
        public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
        public Func<TimeoutGeneratorArguments, ValueTask<TimeSpan>>? TimeoutGenerator { get; set; }
        public Func<OnTimeoutArguments, ValueTask>? OnTimeout { get; set; }
    }

    public readonly struct TimeoutGeneratorArguments
    {
        public TimeoutGeneratorArguments(ResilienceContext context) => Context = context;

        public ResilienceContext Context { get; }
    }

    public readonly struct OnTimeoutArguments
    {
        public TimeSpan Timeout => default;
    }

    public class TimeoutRejectedException : Exception
    {
        public TimeSpan Timeout => default;
    }
}

namespace Polly.Retry
{
    public readonly struct RetryPredicateArguments<TResult>
    {
        public Outcome<TResult> Outcome => default;
    }

    public readonly struct RetryDelayGeneratorArguments<TResult>
    {
        public int AttemptNumber => 0;
    }

    public class RetryStrategyOptions<TResult> : ResilienceStrategyOptions
    {
        public int MaxRetryAttempts { get; set; } = 3;
        public DelayBackoffType BackoffType { get; set; }
        public bool UseJitter { get; set; }
        public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(2);
        public TimeSpan? MaxDelay { get; set; }
        public Func<RetryPredicateArguments<TResult>, ValueTask<bool>>? ShouldHandle { get; set; }
        public Func<RetryDelayGeneratorArguments<TResult>, ValueTask<TimeSpan?>>? DelayGenerator { get; set; }
    }

    public class RetryStrategyOptions : RetryStrategyOptions<object>
    {
    }
}

namespace Polly.CircuitBreaker
{
    public readonly struct CircuitBreakerPredicateArguments<TResult>
    {
        public Outcome<TResult> Outcome => default;
    }

    public class CircuitBreakerStrategyOptions<TResult> : ResilienceStrategyOptions
    {
        public double FailureRatio { get; set; }
        public int MinimumThroughput { get; set; }
        public TimeSpan SamplingDuration { get; set; }
        public TimeSpan BreakDuration { get; set; }
        public Func<CircuitBreakerPredicateArguments<TResult>, ValueTask<bool>>? ShouldHandle { get; set; }
    }

    public class CircuitBreakerStrategyOptions : CircuitBreakerStrategyOptions<object>
    {
    }
}

namespace Polly.Hedging
{
    public class HedgingStrategyOptions<TResult> : ResilienceStrategyOptions
    {
        public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(2);
        public int MaxHedgedAttempts { get; set; }
    }
}
