using System;

namespace Microsoft.Extensions.Caching.Memory
{
    public interface ICacheEntry : IDisposable
    {
        object? Value { get; set; }
        DateTimeOffset? AbsoluteExpiration { get; set; }
        TimeSpan? AbsoluteExpirationRelativeToNow { get; set; }
        TimeSpan? SlidingExpiration { get; set; }
    }

    public interface IMemoryCache : IDisposable
    {
        ICacheEntry CreateEntry(object key);

        bool TryGetValue(object key, out object? value);
    }

    public static class CacheExtensions
    {
        public static TItem Set<TItem>(this IMemoryCache cache, object key, TItem value, TimeSpan absoluteExpirationRelativeToNow) => value;

        public static System.Threading.Tasks.Task<TItem?> GetOrCreateAsync<TItem>(
            this IMemoryCache cache, object key, Func<ICacheEntry, System.Threading.Tasks.Task<TItem>> factory) => throw new NotSupportedException();
    }
}
