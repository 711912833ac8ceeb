// editorconfig: asyncjobs_http_methods = Acme.IGateway.CallAsync
using Amazon.Lambda.Core;

namespace Acme;

public interface IGateway
{
    Task<string> CallAsync(string operation, CancellationToken cancellationToken);
}

public class Function(IGateway gateway)
{
    public async Task<string> Handler(string operation, ILambdaContext context)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(5))|};
        return await gateway.CallAsync(operation, cts.Token);
    }
}
