// libraries: AmazonLambdaDurable
using Amazon.Lambda.DurableExecution;

public class Workflow(HttpClient http)
{
    public async Task<string> Run(string url, IDurableContext context)
    {
        string first = await context.StepAsync(
            async (_, token) =>
            {
                using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(token, CancellationToken.None);
                return await http.{|AJ1012:GetStringAsync|}(url, both.Token);
            },
            cancellationToken: CancellationToken.None);
        return await context.StepAsync(async (step, token) =>
        {
            using HttpResponseMessage response = await http.{|AJ1012:GetAsync|}(first, HttpCompletionOption.ResponseHeadersRead, token);
            return await response.Content.{|AJ1012:ReadAsStringAsync|}(token) + step.AttemptNumber;
        });
    }
}
