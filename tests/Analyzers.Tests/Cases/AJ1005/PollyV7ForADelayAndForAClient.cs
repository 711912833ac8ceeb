// libraries: AmazonLambdaCore, MicrosoftExtensionsHttpPolly
using Microsoft.Extensions.DependencyInjection;
using Polly;

public static class Startup
{
    public static async Task Add(IServiceCollection services)
    {
        var limit = Policy.{|AJ1005:TimeoutAsync|}<HttpResponseMessage>(TimeSpan.FromSeconds(10));
        await limit.ExecuteAsync(async token => { await Task.Delay(1, token); return new HttpResponseMessage(); }, CancellationToken.None);
        services.AddHttpClient("orders").AddPolicyHandler(limit);
    }
}
