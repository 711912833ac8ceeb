// libraries: AmazonLambdaCore, ServiceModel
using System.ServiceModel;
using Amazon.Lambda.Core;

public static class Bindings
{
    public static BasicHttpBinding Create() => new()
    {
        OpenTimeout = TimeSpan.FromSeconds(5),
        CloseTimeout = TimeSpan.FromSeconds(2),
        MaxReceivedMessageSize = 1_000_000,
    };
}
