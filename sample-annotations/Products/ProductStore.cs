using System.Collections.Concurrent;

namespace SampleAnnotations.Products;

/// <summary>Keeps products in memory: a stand-in for a database.</summary>
public sealed class ProductStore
{
    // Of the process, as a database would be: functions and jobs have a container each.
    private static readonly ConcurrentDictionary<(string Shop, string Id), Product> s_products = new();

    /// <summary>Finds a product of a shop.</summary>
    public Product? Find(string shop, string id) => s_products.GetValueOrDefault((shop, id));

    /// <summary>Adds a product, or takes the place of the one with its id.</summary>
    public void Put(string shop, Product product) => s_products[(shop, product.Id)] = product;
}
