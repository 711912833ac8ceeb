using System;
using System.Threading;
using System.Threading.Tasks;

namespace MQTTnet.Client
{
    public class MqttClientOptions
    {
        public TimeSpan Timeout { get; set; }
    }

    public class MqttClientOptionsBuilder
    {
        public MqttClientOptionsBuilder WithTcpServer(string host, int? port = null) => this;

        public MqttClientOptionsBuilder WithTimeout(TimeSpan value) => this;

        public MqttClientOptionsBuilder WithKeepAlivePeriod(TimeSpan value) => this;

        public MqttClientOptions Build() => new();
    }

    public interface IMqttClient : IDisposable
    {
        Task ConnectAsync(MqttClientOptions options, CancellationToken cancellationToken = default);
    }
}
