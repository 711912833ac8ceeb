// libraries: Grpc
// Imitates what the compiler of Grpc.Tools makes of a .proto file, on the real Grpc.Core.Api.
using System;
using System.Threading;
using Grpc.Core;

namespace Quotes.V1
{
    public sealed class QuoteRequest
    {
        public string Symbol { get; set; } = "";
    }

    public sealed class QuoteReply
    {
        public double Price { get; set; }
    }

    public static partial class QuoteService
    {
        private static readonly Marshaller<QuoteRequest> s_request = Marshallers.Create(_ => Array.Empty<byte>(), _ => new QuoteRequest());
        private static readonly Marshaller<QuoteReply> s_reply = Marshallers.Create(_ => Array.Empty<byte>(), _ => new QuoteReply());
        private static readonly Method<QuoteRequest, QuoteReply> s_getQuote = new(MethodType.Unary, "quotes.v1", "GetQuote", s_request, s_reply);
        private static readonly Method<QuoteRequest, QuoteReply> s_watch = new(MethodType.ServerStreaming, "quotes.v1", "Watch", s_request, s_reply);

        public partial class QuoteServiceClient : ClientBase<QuoteServiceClient>
        {
            public QuoteServiceClient(ChannelBase channel)
                : base(channel)
            {
            }

            public QuoteServiceClient(CallInvoker callInvoker)
                : base(callInvoker)
            {
            }

            protected QuoteServiceClient()
            {
            }

            protected QuoteServiceClient(ClientBaseConfiguration configuration)
                : base(configuration)
            {
            }

            public virtual QuoteReply GetQuote(
                QuoteRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) =>
                GetQuote(request, new CallOptions(headers, deadline, cancellationToken));

            public virtual QuoteReply GetQuote(QuoteRequest request, CallOptions options) => CallInvoker.BlockingUnaryCall(s_getQuote, null, options, request);

            public virtual AsyncUnaryCall<QuoteReply> GetQuoteAsync(
                QuoteRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) =>
                GetQuoteAsync(request, new CallOptions(headers, deadline, cancellationToken));

            public virtual AsyncUnaryCall<QuoteReply> GetQuoteAsync(QuoteRequest request, CallOptions options) =>
                CallInvoker.AsyncUnaryCall(s_getQuote, null, options, request);

            public virtual AsyncServerStreamingCall<QuoteReply> Watch(
                QuoteRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) =>
                Watch(request, new CallOptions(headers, deadline, cancellationToken));

            public virtual AsyncServerStreamingCall<QuoteReply> Watch(QuoteRequest request, CallOptions options) =>
                CallInvoker.AsyncServerStreamingCall(s_watch, null, options, request);

            protected override QuoteServiceClient NewInstance(ClientBaseConfiguration configuration) => new(configuration);
        }
    }
}
