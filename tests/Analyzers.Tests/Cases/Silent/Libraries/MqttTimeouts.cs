// libraries: AmazonLambdaCore, MqttNet
using Amazon.Lambda.Core;
using MQTTnet;

public class Publisher(IMqttClient client)
{
    public async Task Connect()
    {
        var options = new MqttClientOptionsBuilder().WithTcpServer("mqtt.example").WithTimeout(TimeSpan.FromSeconds(5)).Build();
        options.Timeout = TimeSpan.FromSeconds(10);
        using var cts = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await client.ConnectAsync(options, cts.Token);
    }
}
