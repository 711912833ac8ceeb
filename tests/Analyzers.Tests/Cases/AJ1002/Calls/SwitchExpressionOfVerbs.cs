using Amazon.Lambda.Core;

public class Relay(HttpClient http)
{
    public Task<HttpResponseMessage> Forward(string verb, string url, string body, ILambdaContext context) => verb switch
    {
        "GET" => http.{|AJ1002:GetAsync|}(url),
        "POST" => http.{|AJ1002:PostAsync|}(url, new StringContent(body)),
        "DELETE" => http.{|AJ1002:DeleteAsync|}(url),
        _ => throw new NotSupportedException(verb),
    };
}
