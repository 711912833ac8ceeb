// libraries: AmazonLambdaCore, Grpc
using Amazon.Lambda.Core;
using Grpc.Core;

public class Request;

public class Reply;

public class EchoClient(ChannelBase channel) : ClientBase<EchoClient>(channel)
{
    public virtual Reply Say(Request request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) =>
        Say(request, new CallOptions(headers, deadline, cancellationToken));

    public virtual Reply Say(Request request, CallOptions options) => new();

    protected override EchoClient NewInstance(ClientBaseConfiguration configuration) => this;
}

public class Function(EchoClient echo)
{
    public Reply Handler(Request request, ILambdaContext context) => echo.Say(request, deadline: {|AJ1006:DateTime.UtcNow.AddSeconds(5)|});
}
