// libraries: AmazonLambdaCore, AmazonLambdaAnnotations
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;
using Amazon.Lambda.Core;

public class Functions
{
    private readonly HttpClient _http;

    public Functions(HttpClient http) => _http = http;

    [LambdaFunction(Timeout = 30, MemorySize = 256)]
    [HttpApi(LambdaHttpMethod.Get, "/rates/{currency}")]
    public async Task<string> Rate(string currency, ILambdaContext context) => await _http.{|AJ1002:GetStringAsync|}("rates/" + currency);
}
