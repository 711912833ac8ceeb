// libraries: AmazonLambdaCore, Grpc
using Amazon.Lambda.Core;
using Grpc.Net.Client;

public static class Channels
{
    public static GrpcChannel Create(string address) => GrpcChannel.ForAddress(address, new GrpcChannelOptions
    {
        InitialReconnectBackoff = TimeSpan.FromSeconds(1),
        MaxReconnectBackoff = TimeSpan.FromSeconds(10),
        HttpHandler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(3), KeepAlivePingDelay = TimeSpan.FromSeconds(20) },
    });
}
