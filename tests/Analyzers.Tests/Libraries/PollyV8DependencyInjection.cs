// libraries: PollyV8
using System;
using Microsoft.Extensions.DependencyInjection;

namespace Polly.DependencyInjection
{
    public sealed class AddResiliencePipelineContext<TKey>
        where TKey : notnull
    {
        public TKey PipelineKey => throw new NotSupportedException();
        public IServiceProvider ServiceProvider => throw new NotSupportedException();
    }
}

namespace Polly.Registry
{
    public abstract class ResiliencePipelineProvider<TKey>
        where TKey : notnull
    {
        public virtual ResiliencePipeline GetPipeline(TKey key) => ResiliencePipeline.Empty;

        public virtual ResiliencePipeline<TResult> GetPipeline<TResult>(TKey key) => ResiliencePipeline<TResult>.Empty;
    }
}

namespace Polly
{
    public static class PollyServiceCollectionExtensions
    {
        public static IServiceCollection AddResiliencePipeline<TKey>(this IServiceCollection services, TKey key, Action<ResiliencePipelineBuilder> configure)
            where TKey : notnull => services;

        public static IServiceCollection AddResiliencePipeline<TKey, TResult>(
            this IServiceCollection services, TKey key, Action<ResiliencePipelineBuilder<TResult>> configure)
            where TKey : notnull => services;
    }
}
