// libraries: AmazonLambdaCore, StackExchangeRedis
using Amazon.Lambda.Core;
using StackExchange.Redis;

public static class Redis
{
    public static Task<ConnectionMultiplexer> Connect() => ConnectionMultiplexer.ConnectAsync(new ConfigurationOptions
    {
        ConnectTimeout = 2000,
        SyncTimeout = 1000,
        AsyncTimeout = 1000,
        KeepAlive = 60,
    });
}
