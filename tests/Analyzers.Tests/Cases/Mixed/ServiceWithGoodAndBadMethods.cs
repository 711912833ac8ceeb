using Amazon.Lambda.Core;
using AsyncJobs;

public class Service
{
    private static readonly HttpClient s_guarded = BudgetHttpClient.Create("good");
    private readonly HttpClient _plain = new();

    public Task<string> Good(string path) => s_guarded.GetStringAsync(path);

    public Task<string> AlsoGood(string path) => _plain.GetStringAsync(path, InvocationBudget.Current.Token);

    public Task<string> Bad(string path) => _plain.{|AJ1002:GetStringAsync|}(path);

    public async Task<string> AlsoBad(string path)
    {
        Task<string> call = _plain.GetStringAsync(path);
        return await Task.{|AJ1004:WhenAny|}(call, Task.Delay(TimeSpan.FromSeconds(2))) == call ? await call : "";
    }
}
