using AsyncJobs;

public class Service(HttpClient http)
{
    public Task<string> Get(string path) => http.GetStringAsync(path, InvocationBudget.Current.Token);

    public Task<string> Brief(string path) => http.GetStringAsync(path, InvocationBudget.Current.Slice(TimeSpan.FromSeconds(2)).Token);

    public Task<string> Fair(string path, int calls) => http.GetStringAsync(path, InvocationBudget.Current.Share(calls).Token);

    public Task Alarm(string path) => http.PostAsync(path, null, InvocationBudget.Current.ForRecovery().Token);
}
