using System.Net.Http.Json;
using System.Text.Json;
using Amazon.Lambda.Core;

namespace Acme.Catalog;

public interface IFetcher<TKey, TValue>
    where TKey : notnull
{
    ValueTask<TValue?> FetchAsync(TKey key);
}

public sealed class HttpFetcher<TKey, TValue>(HttpClient http, JsonSerializerOptions json) : IFetcher<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    private readonly Dictionary<TKey, TValue> _seen = [];

    public async ValueTask<TValue?> FetchAsync(TKey key)
    {
        if (_seen.TryGetValue(key, out var known))
            return known;
        var value = await http.{|AJ1002:GetFromJsonAsync|}<TValue>($"{typeof(TValue).Name}/{key}", json);
        if (value is not null)
            _seen[key] = value;
        return value;
    }
}
