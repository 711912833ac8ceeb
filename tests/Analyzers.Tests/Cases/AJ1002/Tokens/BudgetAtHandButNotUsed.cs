using Amazon.Lambda.Core;
using AsyncJobs;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var budget = context.CreateBudget();
        using (budget.Enter())
            return await http.{|AJ1002:GetStringAsync|}(url);
    }
}
