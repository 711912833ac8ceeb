// libraries: AmazonLambdaCore, FlurlV4
using Amazon.Lambda.Core;
using Flurl.Http;

public static class FlurlSetup
{
    public static void Configure()
    {
        FlurlHttp.Clients.WithDefaults(builder => builder.WithSettings(settings => {|AJ1006:settings.Timeout = TimeSpan.FromSeconds(20)|}));
    }
}
