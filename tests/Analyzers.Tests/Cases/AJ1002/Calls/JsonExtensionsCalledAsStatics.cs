using System.Net.Http.Json;
using Amazon.Lambda.Core;

public static class Prices
{
    public static Task<decimal> Latest(HttpClient http, ILambdaContext context) =>
        HttpClientJsonExtensions.{|AJ1002:GetFromJsonAsync|}<decimal>(http, "latest");
}
