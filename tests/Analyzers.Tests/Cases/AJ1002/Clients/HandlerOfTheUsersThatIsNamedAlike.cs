using Amazon.Lambda.Core;

namespace Acme
{
    public sealed class BudgetHandler(string name, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public string Name => name;
    }

    public class Function
    {
        private readonly HttpClient _http = new(new BudgetHandler("pricing", new SocketsHttpHandler()));

        public Task<string> Handler(string url, ILambdaContext context) => _http.{|AJ1002:GetStringAsync|}(url);
    }
}
