// libraries: AmazonLambdaCore, MicrosoftExtensionsHttpPolly
using Microsoft.Extensions.DependencyInjection;
using Polly;

public static class Startup
{
    public static void Add(IServiceCollection services)
    {
        var timeout = Policy.{|AJ1005:TimeoutAsync|}<HttpResponseMessage>(TimeSpan.FromSeconds(10));
        services.AddHttpClient("orders").AddPolicyHandler(timeout);
    }
}
