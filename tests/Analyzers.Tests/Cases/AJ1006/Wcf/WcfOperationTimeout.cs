// libraries: AmazonLambdaCore, ServiceModel
using System.ServiceModel;
using Amazon.Lambda.Core;

public interface ITaxService
{
    Task<decimal> RateAsync(string country);
}

public class TaxClient(string url) : ClientBase<ITaxService>(new BasicHttpBinding(), new EndpointAddress(url))
{
    public Task<decimal> RateAsync(string country) => Channel.RateAsync(country);
}

public class Function
{
    public async Task<decimal> Handler(string country, ILambdaContext context)
    {
        var client = new TaxClient("https://tax.example");
        {|AJ1006:client.InnerChannel.OperationTimeout = TimeSpan.FromSeconds(10)|};
        {|AJ1006:client.Endpoint.Binding.SendTimeout = TimeSpan.FromSeconds(10)|};
        return await client.RateAsync(country);
    }
}
