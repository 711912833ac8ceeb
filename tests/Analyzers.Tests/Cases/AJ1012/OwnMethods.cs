// libraries: AmazonLambdaDurable
using System.Net.Http.Json;
using Amazon.Lambda.DurableExecution;

public record Stock(int Left);

public interface IWarehouse
{
    Task<Stock?> Find(string id, CancellationToken cancellationToken);
}

public class Warehouse(HttpClient http) : IWarehouse
{
    public Task<Stock?> Find(string id, CancellationToken cancellationToken) => http.GetFromJsonAsync<Stock>($"/stock/{id}", cancellationToken);
}

public class Workflow(IWarehouse warehouse, HttpClient http)
{
    public async Task<int> Run(string id, IDurableContext context)
    {
        Stock? stock = await context.StepAsync((_, token) => warehouse.{|AJ1012:Find|}(id, token), "find");
        await context.StepAsync(Notify, "notify");
        await context.StepAsync((step, token) => Announce(step, token), "announce");
        return stock?.Left ?? 0;

        async Task Announce(IStepContext step, CancellationToken token) => await Tell(step.OperationId, token);
    }

    // Is a body itself.
    private async Task Notify(IStepContext step, CancellationToken stop)
    {
        CancellationToken token = stop;
        using HttpResponseMessage sent = await http.{|AJ1012:PostAsync|}("/notify", null, token);
        sent.EnsureSuccessStatusCode();
    }

    private static Task Tell(string id, CancellationToken token) => Task.Delay(id.Length, token);
}
