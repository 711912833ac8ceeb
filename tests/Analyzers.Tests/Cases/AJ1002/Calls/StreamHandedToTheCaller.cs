using Amazon.Lambda.Core;

public class Source(HttpClient http)
{
    public async Task<Stream> Open(string url, ILambdaContext context) => await http.{|AJ1002:GetStreamAsync|}(url);
}
