// libraries: AmazonLambdaCore, AmazonLambdaEvents
// Imitates Amazon.Lambda.AspNetCoreServer, which is not served by every registry.
using System;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.APIGatewayEvents;

namespace Amazon.Lambda.AspNetCoreServer
{
    public abstract class AbstractAspNetCoreFunction<TRequest, TResponse>
    {
        public virtual Task<TResponse> FunctionHandlerAsync(TRequest request, ILambdaContext lambdaContext) => throw null!;
    }

    public abstract class APIGatewayProxyFunction : AbstractAspNetCoreFunction<APIGatewayProxyRequest, APIGatewayProxyResponse>
    {
    }

    public abstract class APIGatewayProxyFunction<TStartup> : APIGatewayProxyFunction
        where TStartup : class
    {
    }

    public abstract class APIGatewayHttpApiV2ProxyFunction : AbstractAspNetCoreFunction<APIGatewayHttpApiV2ProxyRequest, APIGatewayHttpApiV2ProxyResponse>
    {
    }

    public abstract class APIGatewayHttpApiV2ProxyFunction<TStartup> : APIGatewayHttpApiV2ProxyFunction
        where TStartup : class
    {
    }
}
