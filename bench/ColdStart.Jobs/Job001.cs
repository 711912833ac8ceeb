using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsyncJobs.ColdStart.Jobs.Number001;

public sealed record Order(string Customer, DateOnly Due, IReadOnlyList<string> Lines);

public sealed record Receipt(string Customer, int Lines, int Priority);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(Receipt))]
public sealed partial class OrderJson001 : JsonSerializerContext;

public static class Orders
{
    /// <summary>A job as any other; coldstart.sh makes as many copies of this file as there are to be jobs.</summary>
    [AsyncJob("POST /regions/{region}/orders-001")]
    public static Task<Receipt> Place(string region, Order order, CancellationToken stop, int priority = 1)
    {
        stop.ThrowIfCancellationRequested();
        return Task.FromResult(new Receipt(order.Customer + region, order.Lines.Count, priority));
    }
}
