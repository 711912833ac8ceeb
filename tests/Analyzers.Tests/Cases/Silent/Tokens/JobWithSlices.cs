using AsyncJobs;

public sealed class Pages(HttpClient http)
{
    [AsyncJob("POST /page-loads")]
    public async Task<int> Load(string[] urls, JobContext job)
    {
        int sum = 0;
        for (int i = 0; i < urls.Length; i++)
        {
            InvocationBudget part = job.Budget.Share(urls.Length - i);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(part.Token, job.CancellationToken);
            sum += (await http.GetStringAsync(urls[i], both.Token)).Length;
        }

        return sum;
    }
}
