using AsyncJobs;

public class Service(HttpClient http)
{
    public async Task<string> Quote(string item, CancellationToken caller)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(caller, InvocationBudget.Current.Token);
        return await http.GetStringAsync(item, both.Token);
    }
}
