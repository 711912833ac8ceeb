using System;
using System.Threading.Tasks;
using System.ServiceModel.Channels;
using System.ServiceModel.Description;

namespace System.ServiceModel
{
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface)]
    public sealed class ServiceContractAttribute : Attribute
    {
    }

    [AttributeUsage(AttributeTargets.Method)]
    public sealed class OperationContractAttribute : Attribute
    {
    }

    public interface IDefaultCommunicationTimeouts
    {
        TimeSpan CloseTimeout { get; }
        TimeSpan OpenTimeout { get; }
        TimeSpan ReceiveTimeout { get; }
        TimeSpan SendTimeout { get; }
    }

    public interface ICommunicationObject
    {
        void Abort();

        void Close();

        void Close(TimeSpan timeout);

        void Open();

        void Open(TimeSpan timeout);
    }

    public interface IContextChannel : IChannel
    {
        TimeSpan OperationTimeout { get; set; }
        string SessionId { get; }
    }

    public interface IClientChannel : IContextChannel, IDisposable
    {
        Uri Via { get; }
    }

    public class EndpointAddress
    {
        public EndpointAddress(string uri)
        {
        }
    }

    public enum BasicHttpSecurityMode
    {
        None,
        Transport,
    }

    public abstract class HttpBindingBase : Binding
    {
        public int MaxBufferSize { get; set; }
        public long MaxReceivedMessageSize { get; set; }
    }

    public class BasicHttpBinding : HttpBindingBase
    {
        public BasicHttpBinding()
        {
        }

        public BasicHttpBinding(BasicHttpSecurityMode securityMode)
        {
        }
    }

    public class BasicHttpsBinding : HttpBindingBase
    {
    }

    public abstract class ClientBase<TChannel> : ICommunicationObject, IDisposable
        where TChannel : class
    {
        protected ClientBase()
        {
        }

        protected ClientBase(Binding binding, EndpointAddress remoteAddress)
        {
        }

        public IClientChannel InnerChannel => throw new NotSupportedException();
        public ServiceEndpoint Endpoint => throw new NotSupportedException();
        public ChannelFactory<TChannel> ChannelFactory => throw new NotSupportedException();
        protected TChannel Channel => throw new NotSupportedException();

        public void Abort()
        {
        }

        public void Close()
        {
        }

        public Task CloseAsync() => Task.CompletedTask;

        void ICommunicationObject.Close(TimeSpan timeout)
        {
        }

        public void Open()
        {
        }

        void ICommunicationObject.Open(TimeSpan timeout)
        {
        }

        void IDisposable.Dispose()
        {
        }
    }

    public class ChannelFactory<TChannel>
    {
        public ChannelFactory(Binding binding, EndpointAddress remoteAddress)
        {
        }

        public ServiceEndpoint Endpoint => throw new NotSupportedException();

        public TChannel CreateChannel() => throw new NotSupportedException();
    }
}

namespace System.ServiceModel.Channels
{
    public interface IChannel : ICommunicationObject
    {
    }

    public abstract class Binding : IDefaultCommunicationTimeouts
    {
        public TimeSpan CloseTimeout { get; set; }
        public TimeSpan OpenTimeout { get; set; }
        public TimeSpan ReceiveTimeout { get; set; }
        public TimeSpan SendTimeout { get; set; }
        public string Name { get; set; } = "";
    }
}

namespace System.ServiceModel.Description
{
    public class ServiceEndpoint
    {
        public Binding Binding { get; set; } = null!;
        public EndpointAddress Address { get; set; } = null!;
    }
}
