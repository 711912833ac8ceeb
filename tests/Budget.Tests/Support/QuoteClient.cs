using System.Text;
using Grpc.Core;

namespace AsyncJobs.Budget.Tests.Support;

/// <summary>A client of the shape that is generated from a .proto file, for one method whose messages are plain text.</summary>
internal sealed class QuoteClient(ChannelBase channel) : ClientBase<QuoteClient>(channel)
{
    private static readonly Marshaller<string> s_text = Marshallers.Create(Encoding.UTF8.GetBytes, Encoding.UTF8.GetString);
    private static readonly Method<string, string> s_getQuote = new(MethodType.Unary, "pricing.Quotes", "GetQuote", s_text, s_text);

    public AsyncUnaryCall<string> GetQuoteAsync(string request, CallOptions options) =>
        CallInvoker.AsyncUnaryCall(s_getQuote, null, options, request);

    protected override QuoteClient NewInstance(ClientBaseConfiguration configuration) => throw new NotSupportedException();
}
