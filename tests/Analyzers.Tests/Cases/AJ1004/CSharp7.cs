// langversion: 7.3
// nullable: disable
using System;
using System.Net.Http;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

public class Function
{
    private readonly HttpClient client = new HttpClient();

    public async Task<string> FunctionHandler(string url, ILambdaContext context)
    {
        var request = client.GetStringAsync(url);
        if (await Task.{|AJ1004:WhenAny|}(request, Task.Delay(5000)) != request)
        {
            return "timeout";
        }

        return await request;
    }
}
