// libraries: AmazonLambdaCore, AmazonLambdaEvents
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

public class Function
{
    private static readonly HttpClient HttpClient = new() { BaseAddress = new Uri("https://backend.example") };

    public async Task<APIGatewayHttpApiV2ProxyResponse> FunctionHandler(APIGatewayHttpApiV2ProxyRequest request, ILambdaContext context)
    {
        var content = new StringContent(request.Body ?? "{}", System.Text.Encoding.UTF8, "application/json");
        var upstream = await HttpClient.{|AJ1002:PostAsync|}(request.RawPath, content);
        return new APIGatewayHttpApiV2ProxyResponse
        {
            StatusCode = (int)upstream.StatusCode,
            Body = await upstream.Content.ReadAsStringAsync(),
        };
    }
}
