// libraries: AmazonLambdaCore, ServiceModel
using System.ServiceModel;
using Amazon.Lambda.Core;

[ServiceContract]
public interface ITaxService
{
    [OperationContract]
    Task<decimal> RateAsync(string country);
}

public class TaxClient : ClientBase<ITaxService>
{
    public TaxClient(string url)
        : base(CreateBinding(), new EndpointAddress(url))
    {
    }

    public Task<decimal> RateAsync(string country) => Channel.RateAsync(country);

    private static BasicHttpBinding CreateBinding()
    {
        var binding = new BasicHttpBinding(BasicHttpSecurityMode.Transport)
        {
            OpenTimeout = TimeSpan.FromSeconds(5),
            CloseTimeout = TimeSpan.FromSeconds(5),
            {|AJ1006:SendTimeout = TimeSpan.FromSeconds(30)|},
        };
        {|AJ1006:binding.ReceiveTimeout = TimeSpan.FromMinutes(1)|};
        return binding;
    }
}
