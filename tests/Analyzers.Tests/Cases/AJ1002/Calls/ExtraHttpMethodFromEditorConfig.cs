// editorconfig: asyncjobs_http_methods = Acme.IGateway.CallAsync
using Amazon.Lambda.Core;

namespace Acme;

public interface IGateway
{
    Task<string> CallAsync(string operation, CancellationToken cancellationToken = default);

    Task<string> PeekAsync(string operation, CancellationToken cancellationToken = default);
}

public class Function(IGateway gateway)
{
    public async Task<string> Handler(string operation, ILambdaContext context)
    {
        await gateway.PeekAsync(operation);
        return await gateway.{|AJ1002:CallAsync|}(operation);
    }
}
