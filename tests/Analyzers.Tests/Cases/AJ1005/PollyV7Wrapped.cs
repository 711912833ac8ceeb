// libraries: AmazonLambdaCore, MicrosoftExtensionsHttpPolly
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Extensions.Http;

public static class Policies
{
    public static IAsyncPolicy<HttpResponseMessage> Build()
    {
        var retry = HttpPolicyExtensions.HandleTransientHttpError().WaitAndRetryAsync(3, attempt => TimeSpan.FromSeconds(Math.Pow(2, attempt)));
        var perTry = Policy.{|AJ1005:TimeoutAsync|}<HttpResponseMessage>(3);
        var overall = Policy.{|AJ1005:TimeoutAsync|}<HttpResponseMessage>(20);
        return Policy.WrapAsync(overall, retry, perTry);
    }

    public static void Add(IServiceCollection services) => services.AddHttpClient("x").AddPolicyHandler(Build());
}
