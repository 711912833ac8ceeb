using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;
using AsyncJobs;

namespace SampleAnnotations.Products;

/// <summary>A function that answers at once, and a job that takes its time, in one class.</summary>
public sealed class ProductFunctions(ProductStore store)
{
    /// <summary>Finds a product.</summary>
    [LambdaFunction(MemorySize = 512, Timeout = 10)]
    [HttpApi(LambdaHttpMethod.Get, "/shops/{shop}/products/{id}")]
    public IHttpResult Get(string shop, string id) =>
        store.Find(shop, id) is { } product ? HttpResults.Ok(product) : HttpResults.NotFound();

    /// <summary>Takes over a list of products, one after the other.</summary>
    [AsyncJob("POST /shops/{shop-id}/imports", Name = "imports", TimeoutSeconds = 300, MaxAttempts = 2)]
    public async Task<ImportReport> Import(
        [FromRoute(Name = "shop-id")] string shop,
        [FromQuery(Name = "dry-run")] bool? isDry,
        [FromHeader(Name = "x-source")] string? source,
        [FromBody] IReadOnlyList<Product> products,
        [FromServices] TimeProvider clock,
        JobContext job)
    {
        List<string> rejected = [];
        for (int i = 0; i < products.Count; i++)
        {
            job.CancellationToken.ThrowIfCancellationRequested();
            if (products[i].Price <= 0)
                rejected.Add(products[i].Id);
            else if (isDry is not true)
                store.Put(shop, products[i]);
            await job.ReportProgressAsync((i + 1.0) / products.Count, $"{i + 1} of {products.Count}");
        }

        return new ImportReport(shop, products.Count - rejected.Count, rejected, source, clock.GetUtcNow());
    }
}
