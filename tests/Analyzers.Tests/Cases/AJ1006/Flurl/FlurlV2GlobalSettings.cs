// libraries: AmazonLambdaCore, FlurlV2
using Amazon.Lambda.Core;
using Flurl.Http;

public static class FlurlSetup
{
    public static void Configure() => FlurlHttp.Configure(settings => {|AJ1006:settings.Timeout = TimeSpan.FromSeconds(20)|});

    public static void ConfigureOne() => FlurlHttp.ConfigureClient("https://api.example", client => client.{|AJ1006:WithTimeout|}(5));
}
