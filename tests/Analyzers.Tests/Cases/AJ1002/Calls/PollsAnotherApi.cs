using System.Net;
using Amazon.Lambda.Core;

public class Poller
{
    private static readonly HttpClient client = new HttpClient();

    public async Task<string> WaitForResult(Uri status, ILambdaContext context)
    {
        while (context.RemainingTime > TimeSpan.FromSeconds(5))
        {
            var response = await client.{|AJ1002:GetAsync|}(status);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return await response.Content.ReadAsStringAsync();
            }

            await Task.Delay(1000);
        }

        throw new TimeoutException();
    }
}
