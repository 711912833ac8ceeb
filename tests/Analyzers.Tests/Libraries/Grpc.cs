using System;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Grpc.Core
{
    public sealed class Metadata
    {
    }

    public class WriteOptions
    {
    }

    public class CallCredentials
    {
    }

    public class ContextPropagationToken
    {
    }

    public struct CallOptions
    {
        public CallOptions(
            Metadata? headers = null,
            DateTime? deadline = null,
            CancellationToken cancellationToken = default,
            WriteOptions? writeOptions = null,
            ContextPropagationToken? propagationToken = null,
            CallCredentials? credentials = null)
        {
            Headers = headers;
            Deadline = deadline;
            CancellationToken = cancellationToken;
        }

        public Metadata? Headers { get; }
        public DateTime? Deadline { get; }
        public CancellationToken CancellationToken { get; }

        public CallOptions WithHeaders(Metadata headers) => this;

        public CallOptions WithDeadline(DateTime deadline) => this;

        public CallOptions WithCancellationToken(CancellationToken cancellationToken) => this;

        public CallOptions WithWaitForReady(bool waitForReady = true) => this;
    }

    public abstract class ChannelBase
    {
        protected ChannelBase(string target)
        {
        }

        public abstract CallInvoker CreateCallInvoker();
    }

    public enum MethodType
    {
        Unary,
        ClientStreaming,
        ServerStreaming,
        DuplexStreaming,
    }

    public class Marshaller<T>
    {
        public Marshaller(Func<T, byte[]> serializer, Func<byte[], T> deserializer)
        {
        }
    }

    public static class Marshallers
    {
        public static Marshaller<T> Create<T>(Func<T, byte[]> serializer, Func<byte[], T> deserializer) => new(serializer, deserializer);
    }

    public class Method<TRequest, TResponse>
    {
        public Method(MethodType type, string serviceName, string name, Marshaller<TRequest> requestMarshaller, Marshaller<TResponse> responseMarshaller)
        {
        }
    }

    public interface IAsyncStreamReader<out T>
    {
        T Current { get; }

        Task<bool> MoveNext(CancellationToken cancellationToken);
    }

    public sealed class AsyncUnaryCall<TResponse> : IDisposable
    {
        public Task<TResponse> ResponseAsync => throw new NotSupportedException();

        public TaskAwaiter<TResponse> GetAwaiter() => throw new NotSupportedException();

        public ConfiguredTaskAwaitable<TResponse> ConfigureAwait(bool continueOnCapturedContext) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }

    public sealed class AsyncServerStreamingCall<TResponse> : IDisposable
    {
        public IAsyncStreamReader<TResponse> ResponseStream => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }

    public abstract class CallInvoker
    {
        public abstract TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
            where TRequest : class
            where TResponse : class;

        public abstract AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
            where TRequest : class
            where TResponse : class;

        public abstract AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
            where TRequest : class
            where TResponse : class;
    }

    public abstract class ClientBase
    {
        protected ClientBase()
        {
        }

        protected ClientBase(ChannelBase channel)
        {
        }

        protected ClientBase(CallInvoker callInvoker)
        {
        }

        protected ClientBase(ClientBaseConfiguration configuration)
        {
        }

        protected CallInvoker CallInvoker => throw new NotSupportedException();

        protected internal class ClientBaseConfiguration
        {
        }
    }

    public abstract class ClientBase<T> : ClientBase
        where T : ClientBase<T>
    {
        protected ClientBase()
        {
        }

        protected ClientBase(ChannelBase channel)
            : base(channel)
        {
        }

        protected ClientBase(CallInvoker callInvoker)
            : base(callInvoker)
        {
        }

        protected ClientBase(ClientBaseConfiguration configuration)
            : base(configuration)
        {
        }

        protected abstract T NewInstance(ClientBaseConfiguration configuration);
    }

    public enum StatusCode
    {
        OK,
        Cancelled,
        DeadlineExceeded = 4,
        Unavailable = 14,
    }

    public static class AsyncStreamReaderExtensions
    {
        public static System.Collections.Generic.IAsyncEnumerable<T> ReadAllAsync<T>(
            this IAsyncStreamReader<T> streamReader, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }

    public class RpcException : Exception
    {
        public StatusCode StatusCode => default;
    }
}

namespace Grpc.Net.Client
{
    public sealed class GrpcChannelOptions
    {
        public HttpClient? HttpClient { get; set; }
        public HttpMessageHandler? HttpHandler { get; set; }
        public bool DisposeHttpClient { get; set; }
        public bool ThrowOperationCanceledOnCancellation { get; set; }
        public TimeSpan InitialReconnectBackoff { get; set; }
        public TimeSpan? MaxReconnectBackoff { get; set; }
    }

    public sealed class GrpcChannel : Grpc.Core.ChannelBase, IDisposable
    {
        private GrpcChannel(string target)
            : base(target)
        {
        }

        public static GrpcChannel ForAddress(string address) => new(address);

        public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions) => new(address);

        public override Grpc.Core.CallInvoker CreateCallInvoker() => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}

namespace Grpc.Core.Interceptors
{
    public abstract class Interceptor
    {
    }

    public static class ChannelExtensions
    {
        public static CallInvoker Intercept(this ChannelBase channel, Interceptor interceptor) => throw new NotSupportedException();
    }
}
