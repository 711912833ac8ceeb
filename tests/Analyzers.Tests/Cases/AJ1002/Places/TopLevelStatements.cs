// outputkind: exe
// libraries: AmazonLambdaCore, AmazonLambdaRuntimeSupport
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;

var http = new HttpClient();

var handler = async (string city, ILambdaContext context) =>
{
    var weather = await http.{|AJ1002:GetStringAsync|}("https://weather.example/" + city);
    return weather.Trim();
};

await LambdaBootstrapBuilder.Create(handler, new DefaultLambdaJsonSerializer()).Build().RunAsync();
