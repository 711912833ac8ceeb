// What the documentation's examples mention and do not declare: types of an imagined application, compiled to an assembly that examples reference.
using System.Text;
using Grpc.Core;

namespace Surroundings;

public sealed record Filter(int Year);

public sealed record Layout(string Paper);

public sealed record Period(DateOnly From, DateOnly To);

public sealed record Order(int Id);

public sealed record Figures(decimal Turnover);

public sealed record ReportRequest(Filter Filter);

public sealed record Report(string Title);

public sealed class ReportStore
{
    public Task<Figures> ReadAsync(int year, CancellationToken cancellationToken) => Task.FromResult(new Figures(year));
}

public sealed record SummaryRequest(string Csv);

public sealed record Summary(string Name, int Rows);

public sealed record LinkCheckRequest(IReadOnlyList<string> Urls);

public sealed record LinkReport(int Broken);

public sealed record CheckRequest(Uri Url);

public sealed record Quote(decimal Price)
{
    public static Quote Unknown { get; } = new(0);
}

/// <summary>A client of the shape that is generated from a .proto file.</summary>
public sealed class QuoteClient(ChannelBase channel) : ClientBase<QuoteClient>(channel)
{
    private static readonly Marshaller<string> s_text = Marshallers.Create(Encoding.UTF8.GetBytes, Encoding.UTF8.GetString);
    private static readonly Method<string, string> s_getQuote = new(MethodType.Unary, "pricing.Quotes", "GetQuote", s_text, s_text);

    public AsyncUnaryCall<string> GetQuoteAsync(string request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) =>
        GetQuoteAsync(request, new CallOptions(headers, deadline, cancellationToken));

    public AsyncUnaryCall<string> GetQuoteAsync(string request, CallOptions options) => CallInvoker.AsyncUnaryCall(s_getQuote, null, options, request);

    protected override QuoteClient NewInstance(ClientBaseConfiguration configuration) => throw new NotSupportedException();
}

public sealed class FeedReader
{
    public Task<IReadOnlyList<string>?> ReadPageAsync(Uri feed, int page, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>?>(page < 3 ? [feed.Host] : null);
}

public static class Mail
{
    public static Task SendAsync(string address, CancellationToken cancellationToken) => Task.Delay(address.Length, cancellationToken);
}

public sealed record Product(string Id);

public sealed class ProductStore
{
    public Product? Find(string shop, string id) => new(shop + id);

    public Task PutAsync(string shop, Product product, CancellationToken cancellationToken) => Task.Delay(shop.Length + product.Id.Length, cancellationToken);
}

/// <summary>Stands where an example leaves something out.</summary>
public static class Elided
{
    public static void Here()
    {
    }
}
