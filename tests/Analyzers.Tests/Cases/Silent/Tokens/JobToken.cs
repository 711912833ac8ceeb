using System.Net.Http.Json;
using AsyncJobs;

public sealed record Order(int Id);

public sealed class Orders(HttpClient http)
{
    [AsyncJob("POST /orders")]
    public async Task<int> Place(Order order, JobContext job)
    {
        using var response = await http.PostAsJsonAsync("orders", order, job.CancellationToken);
        return (int)response.StatusCode;
    }
}
