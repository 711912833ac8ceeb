// libraries: AmazonLambdaCore, ServiceModel
using System.ServiceModel;
using Amazon.Lambda.Core;

[ServiceContract]
public interface IEcho
{
    [OperationContract]
    string Say(string text);
}

public class Function
{
    public string Handler(string text, ILambdaContext context)
    {
        var factory = new ChannelFactory<IEcho>(new BasicHttpsBinding(), new EndpointAddress("https://echo.example"));
        IEcho channel = factory.CreateChannel();
        {|AJ1006:((IContextChannel)channel).OperationTimeout = TimeSpan.FromSeconds(3)|};
        return channel.Say(text);
    }
}
