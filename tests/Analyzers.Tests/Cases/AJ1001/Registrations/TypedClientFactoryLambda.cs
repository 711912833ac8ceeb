// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Microsoft.Extensions.DependencyInjection;

public interface IMailer;

public sealed class Mailer(HttpClient http) : IMailer
{
    public HttpClient Http => http;
}

public static class Startup
{
    public static void Add(IServiceCollection services) => services.AddHttpClient<IMailer, Mailer>((HttpClient http) =>
    {
        {|AJ1001:http.Timeout = TimeSpan.FromSeconds(11)|};
        return new Mailer(http);
    });
}
