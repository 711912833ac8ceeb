// libraries: AmazonLambdaCore, MicrosoftExtensionsHttpPolly
using Microsoft.Extensions.DependencyInjection;
using Polly;

public static class Startup
{
    public static void Add(IServiceCollection services) => services.AddHttpClient("files")
        .AddPolicyHandler(request => request.Method == HttpMethod.Get
            ? Policy.{|AJ1005:TimeoutAsync|}<HttpResponseMessage>(TimeSpan.FromSeconds(5))
            : Policy.{|AJ1005:TimeoutAsync|}<HttpResponseMessage>(TimeSpan.FromSeconds(30)));
}
